package atelier.ingest.schema;

import atelier.ingest.clickhouse.ClickHouse;
import atelier.ingest.clickhouse.ClickHouseFailure;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** For how long rows are kept. A table is altered only when it says something else: it costs a pass over its parts. */
public final class Retention {

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    private final ClickHouse clickHouse;

    public Retention(ClickHouse clickHouse) {
        this.clickHouse = clickHouse;
    }

    /** @param days of each table */
    public void apply(Map<String, Integer> days) throws ClickHouseFailure {
        for (Map.Entry<String, Integer> table : days.entrySet()) {
            apply(table.getKey(), table.getValue());
        }
    }

    private void apply(String table, int days) throws ClickHouseFailure {
        List<List<String>> differs = clickHouse.rows("""
                SELECT 1 FROM system.tables WHERE database = currentDatabase() AND name = {table:String}
                  AND position(engine_full, concat('TTL toDateTime(ingested_at) + toIntervalDay(', {days:String}, ') SETTINGS')) = 0""", Map.of("table", table, "days", String.valueOf(days)));
        if (!differs.isEmpty()) {
            clickHouse.run(
                    "ALTER TABLE " + table + " MODIFY TTL toDateTime(ingested_at) + INTERVAL " + days + " DAY",
                    Map.of());
            LOG.info("Rows of {} are kept for {} days now", table, days);
        }
    }
}
