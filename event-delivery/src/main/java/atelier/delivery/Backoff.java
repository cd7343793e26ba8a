package atelier.delivery;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Growing pauses between tries: doubled from the first to the longest, each shortened by up to half at random. For one thread. */
public final class Backoff {
    private final long firstMillis;
    private final long longestMillis;
    private long nextMillis;

    public Backoff(Duration first, Duration longest) {
        if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException(
                    "back-off from " + first + " to " + longest + ": must grow from above 0");
        }
        this.firstMillis = first.toMillis();
        this.longestMillis = longest.toMillis();
        this.nextMillis = firstMillis;
    }

    /** How long to wait before the next try. */
    public Duration next() {
        long millis = nextMillis;
        nextMillis = Math.min(longestMillis, 2 * millis);
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(millis / 2, millis + 1));
    }

    /** To be called after a success. */
    public void reset() {
        nextMillis = firstMillis;
    }
}
