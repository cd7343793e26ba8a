package atelier.ingest.typed;

import java.util.stream.Collectors;

/**
 * The statements that fill a typed table. Each leaves out the records that have a row already, whoever wrote it and when,
 * so running one again, whole or in part, adds nothing: exact as long as no two run at once, which the lease sees to.
 */
final class FillSql {

    static final String NAMES = "(topic_id, kafka_partition, kafka_offset)";

    static final String INSERT_BY = "fromUnixTimestamp64Milli({insert_by:Int64}, 'UTC')";

    private final TypedTable table;

    FillSql(TypedTable table) {
        this.table = table;
    }

    /** The rows that fit. */
    String rows(Slice slice) {
        String names = table.columns().stream().map(Column::name).collect(Collectors.joining(", "));
        String values = table.columns().stream().map(Column::sql).collect(Collectors.joining(",\n  "));
        return "INSERT INTO " + table.name() + " (" + names + ", insert_by)\nSELECT " + values + ", " + INSERT_BY
                + "\nFROM (" + judged(slice) + ")\nWHERE misfit.2 = ''";
    }

    /** A dead letter for each that does not. */
    String deadLetters(Slice slice) {
        return """
                INSERT INTO ingest_dead_letters
                  (target_table, topic, topic_id, kafka_partition, kafka_offset, event_time, event_type, event_id,
                   field, found, expected, state, attempts, changed_at, changed_by, insert_by, request_id)
                SELECT '%s', topic, topic_id, kafka_partition, kafka_offset, event_time, event_type, event_id,
                  misfit.2, misfit.3, misfit.4, 'open', before.attempts + 1, %s, 'log-ingest', %s, before.request_id
                FROM (%s) AS judged
                LEFT JOIN (SELECT topic_id, kafka_partition, kafka_offset, attempts, changed_at, request_id FROM ingest_dead_letters FINAL
                           WHERE target_table = '%s' AND (%s)) AS before USING (topic_id, kafka_partition, kafka_offset)
                WHERE misfit.2 != ''""".formatted(
                        table.name(),
                        LetterSql.after("before.changed_at"),
                        INSERT_BY,
                        judged(slice),
                        table.name(),
                        slice.triedBefore());
    }

    /** The records of the slice that belong to the table and have no row, and what is wrong with each. */
    private String judged(Slice slice) {
        String checks = table.checks().stream().map(Check::sql).collect(Collectors.joining(",\n    "));
        return """
                SELECT *, %s AS d, arrayFirst(check -> check.1 = 1, [
                    %s]) AS misfit
                FROM kafka_logs
                WHERE %s AND (%s) AND ingested_at > now() - toIntervalDay({days:UInt32})
                  AND %s NOT IN (SELECT %s FROM %s WHERE %s)
                  AND %s NOT IN (%s)""".formatted(
                        Json.OBJECT,
                        checks,
                        table.belongs(),
                        slice.ofRecords(table.name()),
                        NAMES,
                        NAMES,
                        table.name(),
                        slice.ofRecords(table.name()),
                        NAMES,
                        deadLettersOf(slice.deadLetters()));
    }

    private String deadLettersOf(String condition) {
        return "SELECT " + NAMES + " FROM ingest_dead_letters FINAL WHERE target_table = '" + table.name() + "' AND ("
                + condition + ")";
    }

    /**
     * Takes out what {@code kafka_logs} can still give. Older rows stay: nothing could bring them back. Sent too late it
     * takes out nothing.
     */
    String takeOut() {
        return "ALTER TABLE " + table.name()
                + " DELETE WHERE ingested_at >= (SELECT minOrNull(ingested_at) FROM kafka_logs WHERE topic IN "
                + Json.list(table.topics()) + " AND now64(3) < " + INSERT_BY + ")";
    }
}
