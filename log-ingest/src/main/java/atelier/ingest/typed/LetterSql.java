package atelier.ingest.typed;

import java.util.UUID;

/**
 * The statements that change what state dead letters are in, sent by the filler alone. Like those that fill, each leaves out
 * what it has done already.
 */
final class LetterSql {

    private static final String NAMES = FillSql.NAMES;

    private static final String COLUMNS = "target_table, topic, topic_id, kafka_partition, kafka_offset, event_time,"
            + " event_type, event_id, field, found, expected";

    private final TypedTable table;

    LetterSql(TypedTable table) {
        this.table = table;
    }

    /** When a letter is changed: the latest row of it counts, also on a clock that was set back. */
    static String after(String changedBefore) {
        return "greatest(now64(6, 'UTC'), addMicroseconds(" + changedBefore + ", 1))";
    }

    /** After a rebuild was asked for: those are judged anew that are not discarded, and whose records are still there. */
    String forget() {
        String open = " FROM " + letters("state IN ('open', 'retry')");
        return restated(
                "'gone'",
                "attempts",
                "state IN ('open', 'retry') AND " + NAMES + " IN (SELECT " + NAMES
                        + " FROM kafka_logs WHERE topic IN (SELECT topic" + open
                        + ") AND ingested_at > now() - toIntervalDay({days:UInt32}) AND " + NAMES + " IN (SELECT "
                        + NAMES + open + "))");
    }

    /** The first step of a request: the letters that it is about become {@code retry} or {@code discarded}. */
    String takeUp(UUID request) {
        return insert()
                + """
                SELECT %s, if(action = 'retry', 'retry', 'discarded'), attempts, %s, requested_by, %s, toUUID('%s'), if(action = 'retry', '', reason)
                FROM (SELECT * FROM %s) AS letters
                INNER JOIN (SELECT topic_id, kafka_partition, kafka_offset, action, requested_by, reason FROM %s) AS wishes
                  USING (topic_id, kafka_partition, kafka_offset)""".formatted(
                        COLUMNS,
                        after("changed_at"),
                        FillSql.INSERT_BY,
                        request,
                        letters("state IN ('open', 'retry', 'discarded') AND request_id != toUUID('" + request + "')"),
                        wishes(request));
    }

    /** What was tried again and is in the table now is no dead letter any more. */
    String closeRetried() {
        return restated(
                "'resolved'",
                "attempts + 1",
                "state = 'retry' AND " + NAMES + " IN (SELECT " + NAMES + " FROM " + table.name() + " WHERE "
                        + Slice.RETRIED.ofRecords(table.name()) + ")");
    }

    /** What was tried again, was not judged anew, and is not in the table: its record has expired. */
    String reopenRetried() {
        return restated("'open'", "attempts + 1", "state = 'retry'");
    }

    /** The last step of a request: says what has become of each letter. */
    String answer(UUID request) {
        return """
                INSERT INTO ingest_dead_letter_requests
                  (requested_at, request_id, action, requested_by, reason, target_table, topic, topic_id, kafka_partition,
                   kafka_offset, outcome, changed_at, insert_by)
                SELECT requested_at, request_id, action, requested_by, reason, target_table, topic, topic_id, kafka_partition,
                  kafka_offset, if(letters.state = '', 'gone', letters.state), %s, %s
                FROM (SELECT * FROM %s) AS wishes
                LEFT JOIN (SELECT topic_id, kafka_partition, kafka_offset, toString(state) AS state FROM %s) AS letters
                  USING (topic_id, kafka_partition, kafka_offset)""".formatted(
                        after("changed_at"),
                        FillSql.INSERT_BY,
                        wishes(request),
                        letters(NAMES + " IN (SELECT " + NAMES + " FROM " + wishes(request) + ")"));
    }

    private String wishes(UUID request) {
        return "ingest_dead_letter_requests FINAL WHERE target_table = '" + table.name() + "' AND request_id = toUUID('"
                + request + "') AND outcome = ''";
    }

    private String letters(String condition) {
        return "ingest_dead_letters FINAL WHERE target_table = '" + table.name() + "' AND (" + condition + ")";
    }

    private String restated(String state, String attempts, String condition) {
        return insert()
                + "SELECT %s, %s, %s, %s, 'log-ingest', %s, request_id, note FROM %s"
                        .formatted(
                                COLUMNS, state, attempts, after("changed_at"), FillSql.INSERT_BY, letters(condition));
    }

    private static String insert() {
        return "INSERT INTO ingest_dead_letters (" + COLUMNS
                + ", state, attempts, changed_at, changed_by, insert_by, request_id, note)\n";
    }
}
