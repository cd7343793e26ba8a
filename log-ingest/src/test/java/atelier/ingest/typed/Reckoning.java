package atelier.ingest.typed;

import atelier.ingest.clickhouse.ClickHouse;
import java.io.IOException;
import java.util.Map;

/**
 * A typed table with its dead letters against {@code kafka_logs}.
 *
 * @param belonging records of kafka_logs that belong to it
 * @param missing of these neither in the table nor a dead letter
 * @param doubled rows and dead letters beyond one of each record, or of none
 */
public record Reckoning(long belonging, long missing, long doubled) {

    public static Reckoning of(ClickHouse clickHouse, String table, Map<String, java.util.List<String>> topics)
            throws IOException {
        TypedTable typed = TypedTables.all(topics).stream()
                .filter(candidate -> candidate.name().equals(table))
                .findFirst()
                .orElseThrow();
        var row = clickHouse
                .rows("""
                        SELECT countIf(source > 0), countIf(source > 0 AND found = 0), sum(greatest(found - least(source, 1), 0)) FROM (
                            SELECT topic_id, kafka_partition, kafka_offset, sum(s) AS source, sum(f) AS found FROM (
                                SELECT DISTINCT topic_id, kafka_partition, kafka_offset, 1 AS s, 0 AS f FROM kafka_logs WHERE %s
                                UNION ALL SELECT topic_id, kafka_partition, kafka_offset, 0, 1 FROM %s
                                UNION ALL SELECT topic_id, kafka_partition, kafka_offset, 0, 1 FROM ingest_dead_letters FINAL
                                    WHERE target_table = '%s' AND state IN ('open', 'retry', 'discarded'))
                            GROUP BY ALL)""".formatted(typed.belongs(), table, table), Map.of())
                .getFirst();
        return new Reckoning(Long.parseLong(row.get(0)), Long.parseLong(row.get(1)), Long.parseLong(row.get(2)));
    }

    public boolean exact() {
        return missing == 0 && doubled == 0;
    }
}
