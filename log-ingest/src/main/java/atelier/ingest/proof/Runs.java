package atelier.ingest.proof;

import atelier.ingest.proof.Finding.Kind;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Makes one finding of neighbours with the same fault, and one of all that come after many. */
final class Runs {

    /** So many places of one kind are told one by one; a broken disk must not fill the screen. */
    private static final int TOLD = 100;

    private static final class Run {
        private final long from;
        private final long since;
        private long to;
        private long count;

        private Run(long from, long since) {
            this.from = from;
            this.since = since;
        }
    }

    private final TopicPartition partition;
    private final Consumer<Finding> told;
    private final Map<Kind, Run> open = new EnumMap<>(Kind.class);
    private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);

    Runs(TopicPartition partition, Consumer<Finding> told) {
        this.partition = partition;
        this.told = told;
    }

    /** At this offset there is exactly this to find; runs of other kinds end here. */
    void at(long offset, long timestamp, Set<Kind> kinds) {
        for (Kind kind : kinds) {
            Run run = open.computeIfAbsent(kind, _ -> new Run(offset, timestamp));
            run.to = offset;
            run.count++;
        }
        if (open.size() > kinds.size()) {
            for (Kind kind : Set.copyOf(open.keySet())) {
                if (!kinds.contains(kind) && counts.getOrDefault(kind, 0) < TOLD) {
                    end(kind);
                }
            }
        }
    }

    void end() {
        Set.copyOf(open.keySet()).forEach(this::end);
    }

    private void end(Kind kind) {
        Run run = open.remove(kind);
        int before = counts.merge(kind, 1, Integer::sum) - 1;
        String rest = before >= TOLD ? ", in several places: the first " + TOLD + " were told one by one" : "";
        told.accept(new Finding(
                kind,
                partition.topic(),
                partition.partition(),
                run.from,
                run.to,
                run.count,
                run.since,
                words(kind, run.count) + rest));
    }

    private static String words(Kind kind, long count) {
        boolean one = count == 1;
        String records = one ? "1 record" : count + " records";
        return switch (kind) {
            case MISSING -> records + (one ? " is" : " are") + " not in the table, though later ones are";
            case BEHIND -> records + " at the end " + (one ? "is" : "are") + " not in the table";
            case DOUBLED -> records + (one ? " has" : " have") + " more than one row";
            case ALTERED ->
                records + (one ? " is" : " are") + " stored otherwise than Kafka has " + (one ? "it" : "them");
            case EXTRA -> (one ? "a row" : "rows") + " of " + records + " that Kafka does not have";
            default -> kind.words() + ": " + records;
        };
    }
}
