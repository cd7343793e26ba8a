package atelier.ingest.typed;

import atelier.ingest.clickhouse.ClickHouse;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes rows of {@code kafka_logs} as the lane would, and says what became of them. */
final class Records {

    private final ClickHouse clickHouse;
    private final Map<String, UUID> topicIds = new HashMap<>();
    private final Map<String, Long> offsets = new HashMap<>();
    private Duration age = Duration.ZERO;

    Records(ClickHouse clickHouse) {
        this.clickHouse = clickHouse;
    }

    /** What is added from now on came into {@code kafka_logs} so long ago. */
    void cameIn(Duration ago) {
        age = ago;
    }

    /** @param type of the event as its header says, null if there is no header */
    void add(String topic, int partition, @Nullable String type, @Nullable String value) throws IOException {
        add(topic, partition, offsets.merge(topic + partition, 1L, Long::sum) - 1, type, value);
    }

    /** Leaves out offsets, which may come later. */
    void skip(String topic, int partition, long count) {
        offsets.merge(topic + partition, count, Long::sum);
    }

    void add(String topic, int partition, long offset, @Nullable String type, @Nullable String value)
            throws IOException {
        clickHouse.run(
                """
                INSERT INTO kafka_logs (ingested_at, event_time, topic, topic_id, kafka_partition, kafka_offset,
                    event_type, value, is_tombstone, header_names, header_values, insert_by)
                SELECT now64(3) - toIntervalSecond({age:UInt32}), now64(3), {topic:String}, {id:UUID}, {partition:UInt32}, {offset:UInt64},
                    {type:String}, {value:String}, {tombstone:Bool}, if({type:String} = '', [], ['ce_type']),
                    if({type:String} = '', [], [{type:String}]), now64(3) + 100""",
                Map.of(
                        "age", String.valueOf(age.toSeconds()),
                        "topic", topic,
                        "id", topicId(topic).toString(),
                        "partition", String.valueOf(partition),
                        "offset", String.valueOf(offset),
                        "type", type == null ? "" : type,
                        "value", value == null ? "" : value,
                        "tombstone", String.valueOf(value == null)));
    }

    private UUID topicId(String topic) {
        return topicIds.computeIfAbsent(topic, name -> UUID.randomUUID());
    }

    List<String> line(String sql) throws IOException {
        return clickHouse.rows(sql, Map.of()).getFirst();
    }

    long number(String sql) {
        try {
            return Long.parseLong(line(sql).getFirst());
        } catch (IOException e) {
            return -1; // not there yet, or being restarted
        }
    }
}
