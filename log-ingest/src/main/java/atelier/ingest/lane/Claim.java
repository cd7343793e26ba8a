package atelier.ingest.lane;

import org.apache.kafka.common.Uuid;

/** A partition that this lane reads. Changed by the lane's thread only. */
final class Claim {

    private final Uuid topicId;
    private long next;
    private long heldUntil;

    Claim(Uuid topicId, long next) {
        this.topicId = topicId;
        this.next = next;
    }

    Uuid topicId() {
        return topicId;
    }

    /** The table has everything below, as far as this partition's past owners and this one have read. */
    long next() {
        return next;
    }

    void writtenUpTo(long last) {
        next = last + 1;
    }

    /** The end of the lease that the coordinator has on record for this partition; 0 before the first. */
    long heldUntil() {
        return heldUntil;
    }

    void held(long until) {
        heldUntil = until;
    }
}
