package atelier.ingest.proof;

/** What was counted in one partition. Filled by one thread. */
public final class Tally {

    private final String topic;
    private final int partition;
    private final long from;
    private final long end;

    long records;
    long rows;
    long missing;
    long behind;
    long doubled;
    long altered;
    long extra;
    long compacted;
    long expired;
    long findings;

    Tally(String topic, int partition, long from, long end) {
        this.topic = topic;
        this.partition = partition;
        this.from = from;
        this.end = end;
    }

    public String topic() {
        return topic;
    }

    public int partition() {
        return partition;
    }

    /** The first offset that was compared. */
    public long from() {
        return from;
    }

    /** The offset behind the last one that was compared. */
    public long end() {
        return end;
    }

    /** Records that an independent reader saw. */
    public long records() {
        return records;
    }

    /** Rows of the table in this range, doubled ones counted. */
    public long rows() {
        return rows;
    }

    public long missing() {
        return missing;
    }

    /** Missing at the end, above everything that the table has. */
    public long behind() {
        return behind;
    }

    /** Rows beyond the first of a record. */
    public long doubled() {
        return doubled;
    }

    public long altered() {
        return altered;
    }

    /** Rows of records that Kafka does not have. */
    public long extra() {
        return extra;
    }

    /** Rows of records that Kafka has since compacted away, as it should. */
    public long compacted() {
        return compacted;
    }

    /** Records older than the log's retention, which has dropped their rows. */
    public long expired() {
        return expired;
    }

    /** How much of this partition is not as it should be. */
    public long findings() {
        return findings;
    }
}
