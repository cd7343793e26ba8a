package atelier.ingest.lane;

import java.util.Set;
import org.apache.kafka.common.Uuid;

/** How far a partition is on its way from assigned to read. Times are ClickHouse's, in milliseconds. */
sealed interface Arrival {

    /**
     * Nothing is known of it yet.
     *
     * @param notBefore the end of a lease of our own, under which an insert ended without a good answer
     */
    record Unknown(long notBefore) implements Arrival {}

    /**
     * Someone's rows may still come in until the lease is over.
     *
     * @param committed the group's offset for this topic id, or -1
     */
    record Leased(Uuid topicId, long committed, long until) implements Arrival {}

    /**
     * No INSERT that starts now is accepted any more; those that had started before must end.
     *
     * @param inserts their query ids
     * @param since nanoTime when the wait began
     */
    record Draining(Uuid topicId, long committed, Set<String> inserts, long since) implements Arrival {}
}
