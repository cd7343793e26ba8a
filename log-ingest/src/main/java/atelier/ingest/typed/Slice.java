package atelier.ingest.typed;

import java.util.Collection;
import java.util.stream.Collectors;

/**
 * Which records of {@code kafka_logs} a fill looks at. The typed tables have the columns that it is told by, so that the
 * same condition finds their rows.
 *
 * @param deadLetters which dead letters among them are left alone
 * @param triedBefore which dead letters there can be of them
 */
record Slice(String records, String deadLetters, String triedBefore) {

    private static final String NAMES = "(topic_id, kafka_partition, kafka_offset)";

    /** Those whose dead letters are about to be judged again; {@code %s} is the table. */
    static final Slice RETRIED = new Slice(
            NAMES + " IN (SELECT " + NAMES
                    + " FROM ingest_dead_letters FINAL WHERE target_table = '%s' AND state = 'retry')",
            "state IN ('open', 'discarded')",
            "state = 'retry'");

    /** A letter in one of these says what has become of its record; one that is resolved leaves that to the table. */
    private static final String STANDING = "state IN ('open', 'retry', 'discarded') AND ";

    /** Offsets of a partition, from exclusive to inclusive; -1 is before the first. */
    record Range(Partition partition, long from, long upto) {
        private String sql() {
            String above = from < 0 ? "" : " AND kafka_offset > " + from;
            return "topic_id = '" + partition.topicId() + "' AND kafka_partition = " + partition.number() + above
                    + " AND kafka_offset <= " + upto;
        }
    }

    static Slice of(Collection<Range> ranges) {
        String sql = sql(ranges);
        return new Slice(sql, STANDING + "(" + sql + ")", sql);
    }

    /** Records that came below what had been judged by then. */
    static Slice late(Collection<Range> judged, long sinceMillis) {
        String sql = sql(judged);
        return new Slice(
                "ingested_at > fromUnixTimestamp64Milli(toInt64(" + sinceMillis + "), 'UTC') AND (" + sql + ")",
                STANDING + "(" + sql + ")",
                sql);
    }

    private static String sql(Collection<Range> ranges) {
        return ranges.stream().map(Range::sql).collect(Collectors.joining(" OR "));
    }

    String ofRecords(String table) {
        return records.replace("%s", table);
    }
}
