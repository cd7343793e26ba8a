package atelier.ingest.repair;

import atelier.ingest.proof.Observer;

/** Hears what a repair does. */
public interface Listener {

    /** A partition is done, or will not be done. */
    void done(Work work);

    /** Something worth knowing that is not data. */
    void note(String line);

    void progress(String where, long done, long all);

    boolean stopping();

    default void stopIfAsked() {
        if (stopping()) {
            throw new Observer.Stopped();
        }
    }

    /**
     * What was done, or in a dry run would have been done, in a partition.
     *
     * @param read records that were looked at
     * @param written records that were missing and are there now
     */
    record Work(String topic, int partition, long from, long end, long read, long written, String note) {}
}
