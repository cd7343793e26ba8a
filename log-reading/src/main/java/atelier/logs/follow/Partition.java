package atelier.logs.follow;

import java.util.Comparator;
import java.util.UUID;

/** A partition of a topic. A topic that was made anew has another id. */
public record Partition(UUID topic, long number) implements Comparable<Partition> {

    private static final Comparator<Partition> ORDER =
            Comparator.comparing(Partition::topic).thenComparingLong(Partition::number);

    @Override
    public int compareTo(Partition other) {
        return ORDER.compare(this, other);
    }
}
