package atelier.devstack.run;

import java.time.Duration;

/** One second before the first new start, doubled up to half a minute; forgotten once a start held for a minute. */
final class Backoff {
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration HELD = Duration.ofMinutes(1);

    private Duration pause = Duration.ofSeconds(1);
    private long startedNanos = System.nanoTime();

    void started() {
        startedNanos = System.nanoTime();
    }

    Duration next() {
        if (System.nanoTime() - startedNanos > HELD.toNanos()) {
            pause = Duration.ofSeconds(1);
        }
        Duration now = pause;
        pause = pause.multipliedBy(2).compareTo(LONGEST) < 0 ? pause.multipliedBy(2) : LONGEST;
        return now;
    }
}
