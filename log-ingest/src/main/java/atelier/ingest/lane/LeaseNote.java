package atelier.ingest.lane;

import java.util.Optional;
import org.apache.kafka.common.Uuid;

/**
 * What an owner leaves in the metadata of a partition's committed offset, for the next owner.
 *
 * @param topicId the topic the offset and the lease are about, which may since have been made anew
 * @param heldUntil by ClickHouse's clock, milliseconds: the owner's rows are refused from then on; 0 = let go of, with
 *     nothing in flight
 */
record LeaseNote(Uuid topicId, long heldUntil) {

    private static final String FORMAT = "log-ingest/1";

    static LeaseNote released(Uuid topicId) {
        return new LeaseNote(topicId, 0);
    }

    String text() {
        return FORMAT + " " + topicId + " " + heldUntil;
    }

    /** Empty for what someone else committed, such as a reset of the group's offsets by hand. */
    static Optional<LeaseNote> parse(String metadata) {
        String[] words = metadata.split(" ", -1);
        if (words.length != 3 || !words[0].equals(FORMAT)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new LeaseNote(Uuid.fromString(words[1]), Long.parseLong(words[2])));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
