package atelier.bench.ingest;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * ClickHouse's own Kafka engine with a materialized view that fills the same columns as log-ingest. At least once, and it loses tombstones and the type of timestamps, which these
 * events do not have or do not vary.
 */
final class KafkaEngine implements Way {
    private static final long LOOK_NANOS = 50_000_000;
    private static final long LONGEST_JOIN_NANOS = 60_000_000_000L;

    private final ClickHouse clickHouse;
    private final Broker broker;
    private final LogTable template;
    private final Setting setting;
    private final boolean withIds;
    private @Nullable LogTable table;

    /** @param rows of a block, which becomes a part */
    record Setting(int consumers, int rows) {}

    /** @param withIds whether the column {@code ids} is filled, by its default expression, or left empty, which no other way is spared */
    KafkaEngine(ClickHouse clickHouse, Broker broker, LogTable template, Setting setting, boolean withIds) {
        this.clickHouse = clickHouse;
        this.broker = broker;
        this.template = template;
        this.setting = setting;
        this.withIds = withIds;
    }

    @Override
    public String name() {
        return withIds ? "Kafka engine" : "Kafka engine, ids left empty";
    }

    @Override
    public LogTable ready(String database, Backlog backlog) throws Exception {
        LogTable into = new LogTable(clickHouse, database);
        into.createLike(template);
        table = into;
        clickHouse.ask("CREATE TABLE " + into.database()
                + """
                .source (value String) ENGINE = Kafka SETTINGS kafka_broker_list = '%s', kafka_topic_list = '%s', kafka_group_name = '%s',
                kafka_format = 'RawBLOB', kafka_num_consumers = %d, kafka_thread_per_consumer = 1, kafka_max_block_size = %d, kafka_poll_max_batch_size = %d,
                kafka_poll_timeout_ms = 100, kafka_flush_interval_ms = 2000""".formatted(
                                broker.address(),
                                backlog.topic(),
                                backlog.topic(),
                                setting.consumers,
                                setting.rows,
                                setting.rows));
        clickHouse.ask("CREATE MATERIALIZED VIEW " + into.database() + ".feed TO " + into.name()
                + """
                 AS WITH _headers.value[indexOf(_headers.name, 'traceparent')] AS traceparent
                SELECT now64(3) AS ingested_at, _timestamp_ms AS event_time, 'create' AS event_time_type, toUnixTimestamp64Milli(assumeNotNull(_timestamp_ms)) AS kafka_timestamp,
                  _topic AS topic, toUUID('%s') AS topic_id, _partition AS kafka_partition, _offset AS kafka_offset,
                  _headers.value[indexOf(_headers.name, 'ce_type')] AS event_type, _headers.value[indexOf(_headers.name, 'ce_id')] AS event_id,
                  substring(traceparent, 4, 32) AS trace_id, if(isValidJSON(value), '', 'not JSON') AS error,
                  multiIf(endsWith(event_type, '.failed'), 'failed', error = '', 'success', 'invalid') AS status, _key AS key, value, false AS is_tombstone,
                  _headers.name AS header_names, _headers.value AS header_values, now64(3) + INTERVAL 1 DAY AS insert_by%s FROM %s.source""".formatted(
                                broker.id(backlog.topic()),
                                withIds ? "" : ", CAST([], 'Array(String)') AS ids",
                                into.database()));
        awaitAssignment(into);
        return into;
    }

    private void awaitAssignment(LogTable into) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        String sql = "SELECT countIf(notEmpty(assignments.topic)) FROM system.kafka_consumers WHERE database = '"
                + into.database() + "'";
        while (!clickHouse.ask(sql).equals(Integer.toString(setting.consumers))) {
            if (System.nanoTime() - begin > LONGEST_JOIN_NANOS) {
                throw new IOException("the Kafka engine has no partitions: " + clickHouse.ask(sql));
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    @Override
    public void go() {
        // It polls already.
    }

    @Override
    public double clientSeconds() {
        return 0;
    }

    /** A server that ends with a live Kafka table crashes. */
    @Override
    public void close() throws Exception {
        LogTable into = table;
        if (into != null) {
            table = null;
            clickHouse.ask("DROP TABLE IF EXISTS " + into.database() + ".feed SYNC");
            clickHouse.ask("DROP TABLE IF EXISTS " + into.database() + ".source SYNC");
        }
    }
}
