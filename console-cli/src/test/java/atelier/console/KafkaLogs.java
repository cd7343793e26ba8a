package atelier.console;

import atelier.devstack.TestServers;
import atelier.ingest.clickhouse.ClickHouse;
import atelier.ingest.clickhouse.ClickHouseAddress;
import atelier.ingest.clickhouse.ClickHouseFailure;
import atelier.ingest.schema.Migrations;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The real table, as log-ingest makes it, in a database of its own. */
public final class KafkaLogs implements AutoCloseable {

    private final String database;
    private final ClickHouse clickhouse;
    private long offset;

    public KafkaLogs(String database) {
        this.database = database;
        clickhouse = new ClickHouse(
                new ClickHouseAddress("127.0.0.1", TestServers.clickhouse().port(), "default", "", database));
        try {
            clickhouse.createDatabase();
            new Migrations().apply(clickhouse);
        } catch (ClickHouseFailure e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The environment in which the console finds this table. */
    public Map<String, String> environment() {
        return environment(Map.of());
    }

    Map<String, String> environment(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(Map.of(
                "CLICKHOUSE_HOST",
                "127.0.0.1",
                "CLICKHOUSE_PORT",
                Integer.toString(TestServers.clickhouse().port()),
                "CLICKHOUSE_DATABASE",
                database));
        all.putAll(more);
        return all;
    }

    void empty() throws ClickHouseFailure {
        clickhouse.run("TRUNCATE TABLE " + database + ".kafka_logs", Map.of());
        offset = 0;
    }

    /** A record as tests like to say it, key and value in hexadecimal; what they do not care about has a value already. */
    public record Row(
            String topic,
            String type,
            String status,
            @Nullable String key,
            @Nullable String value,
            int times,
            long time) {
        public static Row of(String value) {
            return new Row(
                    "orders",
                    "order.created",
                    "success",
                    hex(bytes("order_1")),
                    hex(bytes(value)),
                    1,
                    1_763_667_524_123L);
        }

        Row topic(String other) {
            return new Row(other, type, status, key, value, times, time);
        }

        Row type(String other) {
            return new Row(topic, other, status, key, value, times, time);
        }

        Row status(String other) {
            return new Row(topic, type, other, key, value, times, time);
        }

        Row key(byte @Nullable [] other) {
            return new Row(topic, type, status, hex(other), value, times, time);
        }

        Row value(byte @Nullable [] other) {
            return new Row(topic, type, status, key, hex(other), times, time);
        }

        /** A long value: its bytes so many times. */
        Row times(int other) {
            return new Row(topic, type, status, key, value, other, time);
        }

        Row time(long millis) {
            return new Row(topic, type, status, key, value, times, millis);
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Offsets count up from 0, in partition 3. */
    public void insert(Row... rows) throws ClickHouseFailure {
        for (Row row : rows) {
            clickhouse.run(
                    "INSERT INTO " + database
                            + ".kafka_logs (ingested_at, event_time, event_time_type, kafka_timestamp, topic, topic_id,"
                            + " kafka_partition, kafka_offset, event_type, event_id, trace_id, status, key, value, is_tombstone,"
                            + " header_names, header_values, attributes, error, insert_by)"
                            + " SELECT now64(3), fromUnixTimestamp64Milli({time:Int64}), 'create', {time:Int64}, {topic:String},"
                            + " '018f0000-0000-7000-8000-000000000001', 3, {offset:UInt64}, {type:String}, 'event 1', 'trace 1',"
                            + " {status:String}, if({no_key:Bool}, NULL, unhex({key:String})), repeat(unhex({value:String}), {times:UInt32}), {tombstone:Bool},"
                            + " ['ce_type', 'x', 'x'], [{type:String}, NULL, unhex('ff00')], map('order_id', '1'), '', now64(3) + 60",
                    parameters(row));
        }
    }

    private Map<String, String> parameters(Row row) {
        return Map.of(
                "time", Long.toString(row.time()),
                "topic", row.topic(),
                "offset", Long.toString(offset++),
                "times", Integer.toString(row.times()),
                "type", row.type(),
                "status", row.status(),
                "no_key", Boolean.toString(row.key() == null),
                "key", Objects.requireNonNullElse(row.key(), ""),
                "value", Objects.requireNonNullElse(row.value(), ""),
                "tombstone", Boolean.toString(row.value() == null));
    }

    /** What a statement answers, in one line; nothing for most. */
    String answer(String sql) throws ClickHouseFailure {
        return clickhouse.rows(sql, Map.of()).stream()
                .map(row -> String.join("\t", row))
                .collect(Collectors.joining("\n"));
    }

    private static @Nullable String hex(byte @Nullable [] bytes) {
        return bytes == null ? null : HexFormat.of().formatHex(bytes);
    }

    @Override
    public void close() {
        clickhouse.close();
    }
}
