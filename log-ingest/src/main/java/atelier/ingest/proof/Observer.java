package atelier.ingest.proof;

/** Hears what a comparison finds, while it runs, on its thread. */
public interface Observer {

    void found(Finding finding);

    /** A partition is done. */
    void compared(Tally tally);

    /** A service's outbox is done. */
    void compared(OutboxTally tally);

    /**
     * Called often; where the comparison is now.
     *
     * @param done offsets that are behind, of all partitions
     */
    void progress(String where, long done, long all);

    /** Asked often: true ends the comparison with {@link Stopped}. */
    default boolean stopping() {
        return false;
    }

    /** The comparison was told to end before it was done. */
    final class Stopped extends RuntimeException {
        public Stopped() {
            super("stopped before it was done", null, false, false);
        }
    }
}
