package atelier.ingest.repair;

import atelier.ingest.clickhouse.ClickHouse;
import atelier.ingest.clickhouse.ClickHouseFailure;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.Uuid;

/** What the table has of a topic, in portions that fit into memory. */
final class StoredRecords {

    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final int ROWS = 1_000;
    private static final long BYTES = 8 << 20;

    private final ClickHouse clickHouse;
    private final BooleanSupplier giveUp;

    StoredRecords(ClickHouse clickHouse, BooleanSupplier giveUp) {
        this.clickHouse = clickHouse;
        this.giveUp = giveUp;
    }

    /** A partition with rows. */
    record Line(Uuid topicId, int partition, long first, long last, long records) {}

    /** Of the life of the topic that was written to last. */
    List<Line> lines(String topic) throws ClickHouseFailure {
        return clickHouse.rows("""
                SELECT topic_id, kafka_partition, min(kafka_offset), max(kafka_offset), count() FROM kafka_logs
                WHERE topic = {topic:String} AND topic_id = (
                    SELECT argMax(id, latest) FROM (SELECT topic_id AS id, max(ingested_at) AS latest FROM kafka_logs
                        WHERE topic = {topic:String} GROUP BY topic_id))
                GROUP BY topic_id, kafka_partition ORDER BY kafka_partition""", Map.of("topic", topic)).stream()
                .map(row -> {
                    UUID id = UUID.fromString(row.get(0));
                    return new Line(
                            new Uuid(id.getMostSignificantBits(), id.getLeastSignificantBits()),
                            Integer.parseInt(row.get(1)),
                            Long.parseLong(row.get(2)),
                            Long.parseLong(row.get(3)),
                            Long.parseLong(row.get(4)));
                })
                .toList();
    }

    /** How many records a range has. */
    long count(String topic, Line line, long from, long last, Bound since, Bound until) throws ClickHouseFailure {
        return Long.parseLong(clickHouse
                .rows(
                        "SELECT uniqExact(kafka_offset) " + range(since, until),
                        parameters(topic, line, from, last, since, until))
                .getFirst()
                .getFirst());
    }

    /** The next records in the order of their offsets, one for each offset; none at the end. */
    List<StoredRecord> next(String topic, Line line, long from, long last, Bound since, Bound until)
            throws ClickHouseFailure {
        Map<String, String> parameters = parameters(topic, line, from, last, since, until);
        List<List<String>> sizes = clickHouse.rows(
                "SELECT kafka_offset, max(value_size + byteSize(key, header_names, header_values)) "
                        + range(since, until) + " GROUP BY kafka_offset ORDER BY kafka_offset LIMIT " + ROWS,
                parameters);
        if (sizes.isEmpty()) {
            return List.of();
        }
        long bytes = 0;
        long end = from;
        for (List<String> size : sizes) {
            bytes += Long.parseLong(size.get(1));
            if (bytes > BYTES && end > from) {
                break;
            }
            end = Long.parseLong(size.get(0)) + 1;
        }
        byte[] answer = clickHouse.bytes(
                "SELECT " + StoredRecord.COLUMNS + " " + range(since, until)
                        + " ORDER BY kafka_offset LIMIT 1 BY kafka_offset",
                parameters(topic, line, from, end - 1, since, until),
                "RowBinary",
                TIMEOUT,
                giveUp);
        ByteBuffer in = ByteBuffer.wrap(answer).order(ByteOrder.LITTLE_ENDIAN);
        List<StoredRecord> records = new ArrayList<>();
        while (in.hasRemaining()) {
            records.add(StoredRecord.read(in));
        }
        return records;
    }

    private static String range(Bound since, Bound until) {
        return "FROM kafka_logs WHERE topic = {topic:String} AND topic_id = {id:UUID} AND kafka_partition = {partition:UInt32}"
                + " AND kafka_offset >= {from:UInt64} AND kafka_offset <= {last:UInt64}"
                + (since.time() == null ? "" : " AND kafka_timestamp >= {since:Int64}")
                + (until.time() == null ? "" : " AND kafka_timestamp < {until:Int64}");
    }

    private static Map<String, String> parameters(
            String topic, Line line, long from, long last, Bound since, Bound until) {
        Map<String, String> parameters = new HashMap<>();
        parameters.put("topic", topic);
        parameters.put("id", Operation.text(line.topicId()));
        parameters.put("partition", String.valueOf(line.partition()));
        parameters.put("from", String.valueOf(from));
        parameters.put("last", String.valueOf(last));
        if (since.time() != null) {
            parameters.put("since", String.valueOf(since.time().toEpochMilli()));
        }
        if (until.time() != null) {
            parameters.put("until", String.valueOf(until.time().toEpochMilli()));
        }
        return parameters;
    }
}
