package atelier.ingest.proof;

/**
 * Something that is not as it should be.
 *
 * @param topic empty where it is about no topic
 * @param partition -1 where it is about no partition
 * @param from the first offset; -1 where it is about no offset
 * @param to the last offset
 * @param records how many are concerned
 * @param since Kafka's timestamp of the first of them in milliseconds; {@link #UNKNOWN_TIME} where none is known
 * @param what in words, without the place
 */
public record Finding(
        Kind kind, String topic, int partition, long from, long to, long records, long since, String what) {

    public static final long UNKNOWN_TIME = Long.MIN_VALUE;

    /** What can be wrong, with what to do about it. */
    public enum Kind {
        MISSING(
                "missing",
                "./console logs:backfill --topic %s reads them again from Kafka and inserts what is missing"),
        BEHIND(
                "behind",
                "is log-ingest running? see its /health/readiness and ingest_lag; if it has no lag, restart it: it reads on behind the last row"),
        DOUBLED(
                "doubled",
                "log-ingest does not do this: look at ingested_at of the rows, find who else inserts, delete all but one"),
        ALTERED("altered", "the stored bytes are not Kafka's: look at the row, and find who changes the table"),
        EXTRA(
                "not in Kafka",
                "a record that was aborted, or that Kafka lost: look at ingest_gaps, and find who else inserts"),
        GAP("gap", "Kafka dropped them before they were read and nothing brings them back; --since leaves it out"),
        SEQUENCE_GAP(
                "sequence gap", "an event was not said, or by hand deleted from Kafka: look at the service's outbox"),
        SEQUENCE_ORDER("out of order", "whoever said them did not keep the aggregate's order: look at ce_source"),
        SEQUENCE_REPEATED("said twice", "consumers take it once by its ce_id; look at who published it again"),
        EVENT_LOST(
                "event not in Kafka",
                "nothing publishes it again by itself: find out whether the topic was made anew or records were deleted; docs/delivery.md says how to publish all that the outbox holds"),
        EVENT_DOUBLED("event doubled in Kafka", "consumers take it once by its ce_id; look at who published it again"),
        EVENT_UNKNOWN(
                "event not in the outbox",
                "somebody else published it in the service's name, or rows were deleted from its outbox, or its database was restored from a backup"),
        SERVICE_SILENT(
                "could not be asked",
                "is it running? --services says where services are, --no-outbox leaves their outboxes out");

        private final String words;
        private final String advice;

        Kind(String words, String advice) {
            this.words = words;
            this.advice = advice;
        }

        public String words() {
            return words;
        }
    }

    public String advice() {
        return kind.advice.replace("%s", topic);
    }

    /** Where it is, as people write it. */
    public String place() {
        if (partition < 0) {
            return topic;
        }
        if (from < 0) {
            return topic + " " + partition;
        }
        return topic + " " + partition + "/" + from + (to > from ? "-" + to : "");
    }
}
