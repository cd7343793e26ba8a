package atelier.ingest.command;

import java.time.Duration;

/** How far something is, called often and told every two seconds, so that whoever waits sees that it lives. For one thread. */
public final class Progress {

    private static final long EVERY_NANOS = Duration.ofSeconds(2).toNanos();

    private final Voice voice;
    private long next = System.nanoTime() + EVERY_NANOS;

    /** Who tells it. */
    @FunctionalInterface
    public interface Voice {

        /**
         * Where it is now.
         *
         * @param done offsets that are behind, of all partitions
         */
        void tell(String where, long done, long all);
    }

    public Progress(Voice voice) {
        this.voice = voice;
    }

    void at(String where, long done, long all) {
        long now = System.nanoTime();
        if (now - next >= 0) {
            next = now + EVERY_NANOS;
            voice.tell(where, done, all);
        }
    }
}
