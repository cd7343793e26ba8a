package atelier.ingest.lane;

import atelier.ingest.clickhouse.ClickHouse;
import atelier.ingest.clickhouse.ClickHouseFailure;
import atelier.ingest.row.RowBatch;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Sends a batch as one INSERT that makes one part. ClickHouse is told to neither split nor merge nor delay the block, so
 * that its rows become visible together.
 */
public final class Inserter {

    /** Far above any batch: block limits must never be what cuts. */
    private static final String NO_ROW_LIMIT = "1000000000";

    private static final String NO_BYTE_LIMIT = "10000000000";

    private static final Map<String, String> ONE_PART = Map.ofEntries(
            Map.entry("async_insert", "0"), // on by default since 26.3; would merge our batch with others
            Map.entry("wait_end_of_query", "1"),
            Map.entry("insert_deduplicate", "0"),
            Map.entry("max_insert_threads", "1"),
            Map.entry("input_format_parallel_parsing", "0"),
            Map.entry("max_insert_block_size", NO_ROW_LIMIT),
            Map.entry("min_insert_block_size_rows", NO_ROW_LIMIT),
            Map.entry("min_insert_block_size_bytes", NO_BYTE_LIMIT));

    private static final String INSERT =
            "INSERT INTO kafka_logs (" + String.join(", ", RowBatch.COLUMNS) + ") FORMAT Native";

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final ClickHouse clickHouse;
    private final String queryIdPrefix;
    private final BooleanSupplier giveUp;

    private long sequence;

    public Inserter(ClickHouse clickHouse, String queryIdPrefix, BooleanSupplier giveUp) {
        this.clickHouse = clickHouse;
        this.queryIdPrefix = queryIdPrefix;
        this.giveUp = giveUp;
    }

    /**
     * @param ingestedAt by ClickHouse's clock, not this machine's: retention counts from it
     * @throws ClickHouseFailure when it is not known to be written; it may be
     */
    public void insert(RowBatch batch, long ingestedAt, long insertBy) throws ClickHouseFailure {
        Map<String, String> settings = new LinkedHashMap<>(ONE_PART);
        settings.put("query_id", queryIdPrefix + "-" + sequence++);
        clickHouse.insert(INSERT, batch.block(ingestedAt, insertBy), settings, TIMEOUT, giveUp);
    }
}
