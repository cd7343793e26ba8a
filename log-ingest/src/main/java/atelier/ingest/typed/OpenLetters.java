package atelier.ingest.typed;

import atelier.ingest.clickhouse.ClickHouse;
import atelier.ingest.clickhouse.ClickHouseFailure;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts the dead letters that wait for somebody, now and then: it reads all of them. */
final class OpenLetters {

    private static final Duration EVERY = Duration.ofSeconds(15);

    private final ClickHouse clickHouse;
    private final TypedReport report;
    private long told = System.nanoTime() - EVERY.toNanos();

    OpenLetters(ClickHouse clickHouse, TypedReport report) {
        this.clickHouse = clickHouse;
        this.report = report;
    }

    void tell() throws ClickHouseFailure {
        if (System.nanoTime() - told < EVERY.toNanos()) {
            return;
        }
        Map<String, Long> open = new HashMap<>();
        for (List<String> row : clickHouse.rows(
                "SELECT target_table, countIf(state IN ('open', 'retry')) FROM ingest_dead_letters FINAL GROUP BY target_table",
                Map.of())) {
            open.put(row.get(0), Long.valueOf(row.get(1)));
        }
        TypedTables.DEFAULT_TOPICS.keySet().forEach(table -> report.deadLetters(table, open.getOrDefault(table, 0L)));
        told = System.nanoTime();
    }
}
