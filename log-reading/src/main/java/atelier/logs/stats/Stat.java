package atelier.logs.stats;

import atelier.logs.clickhouse.RowReader;
import atelier.logs.octets.Octets;
import java.time.Instant;

/**
 * The records that have one thing in common.
 *
 * @param label the topic, type or status; for a minute when it begins
 * @param bytes of their values
 * @param first the minute of the first of them
 * @param last the minute of the last of them
 * @param all records of all labels, those that were cut off too
 */
public record Stat(
        Octets label, long records, long bytes, long failed, long invalid, Instant first, Instant last, long all) {

    private static final double PERCENT = 100;

    static Stat read(RowReader in) {
        return new Stat(
                in.string(),
                in.int64(),
                in.int64(),
                in.int64(),
                in.int64(),
                Instant.ofEpochSecond(in.int64()),
                Instant.ofEpochSecond(in.int64()),
                in.int64());
    }

    /** Failed and invalid ones among them, in percent. */
    public double errorPercent() {
        return records == 0 ? 0 : PERCENT * (failed + invalid) / records;
    }
}
