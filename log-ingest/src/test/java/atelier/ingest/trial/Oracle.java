package atelier.ingest.trial;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Reads a trial's topics on its own, and compares with the table, byte for byte by hash. */
public final class Oracle {

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    /** Hashing all values of a long trial takes its time. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Trial trial;

    public Oracle(Trial trial) {
        this.trial = trial;
    }

    private record Coordinates(String topicId, int partition, long offset) {}

    /** Waits until the table has as many records as Kafka, or no longer, and says what it has. */
    public Verdict verdict() throws IOException, InterruptedException, ExecutionException {
        Map<Coordinates, String> expected = kafka();
        try {
            Waiting.until("the table has " + expected.size() + " records", () -> distinct() >= expected.size());
        } catch (org.awaitility.core.ConditionTimeoutException e) {
            // Some never came: counted as lost below.
        }
        return compare(expected);
    }

    /** How many records Kafka hands out now. */
    public int records() throws InterruptedException, ExecutionException {
        return kafka().size();
    }

    private long distinct() {
        try {
            return Long.parseLong(trial.clickHouse()
                    .rows(
                            "SELECT uniqExact(topic_id, kafka_partition, kafka_offset) FROM kafka_logs WHERE "
                                    + present(),
                            Map.of())
                    .getFirst()
                    .getFirst());
        } catch (IOException | InterruptedException | ExecutionException e) {
            return -1;
        }
    }

    /** Only rows of the topics as they are now: a deleted topic's rows stay, and Kafka cannot be asked about them. */
    private String present() throws InterruptedException, ExecutionException {
        List<String> ids = presentIds().stream().map(id -> "'" + id + "'").toList();
        return "topic_id IN (" + String.join(",", ids) + ")";
    }

    private List<String> presentIds() throws InterruptedException, ExecutionException {
        return trial.topicIds().values().stream().map(Oracle::text).toList();
    }

    private Verdict compare(Map<Coordinates, String> expected)
            throws IOException, InterruptedException, ExecutionException {
        Map<Coordinates, String> missing = new HashMap<>(expected);
        long doubled = 0;
        long altered = 0;
        for (String id : presentIds()) {
            for (int partition : partitions(id)) {
                for (List<String> row : hashed(id, partition)) {
                    String hash = missing.remove(new Coordinates(id, partition, Long.parseLong(row.get(0))));
                    if (hash == null) {
                        doubled++;
                    } else if (!hash.equals(row.get(1))) {
                        altered++;
                    }
                }
            }
        }
        return new Verdict(expected.size(), missing.size(), doubled, altered, outOfOrder());
    }

    private List<Integer> partitions(String topicId) throws IOException {
        return rows("SELECT DISTINCT kafka_partition FROM kafka_logs WHERE topic_id = {id:UUID}", Map.of("id", topicId))
                .stream()
                .map(row -> Integer.parseInt(row.getFirst()))
                .toList();
    }

    private List<List<String>> hashed(String topicId, int partition) throws IOException {
        return rows("""
                SELECT kafka_offset, hex(MD5(concat(
                    if(key IS NULL, '-', hex(key)), '|', if(is_tombstone, '-', hex(MD5(value))), '|', toString(kafka_timestamp), '|',
                    arrayStringConcat(arrayMap((n, v) -> concat(hex(n), '=', if(v IS NULL, '-', hex(v))), header_names, header_values), ','))))
                FROM kafka_logs WHERE topic_id = {id:UUID} AND kafka_partition = {partition:UInt32}""", Map.of("id", topicId, "partition", String.valueOf(partition)));
    }

    private List<List<String>> rows(String sql, Map<String, String> parameters) throws IOException {
        byte[] answer = trial.clickHouse().bytes(sql, parameters, "TabSeparated", PATIENCE, () -> false);
        return new String(answer, StandardCharsets.UTF_8)
                .lines()
                .map(line -> List.of(line.split("\t", -1)))
                .toList();
    }

    private long outOfOrder() throws IOException {
        return Long.parseLong(rows("""
                SELECT countIf(ingested_at < latest) FROM (
                    SELECT ingested_at, max(ingested_at) OVER (PARTITION BY topic_id, kafka_partition ORDER BY kafka_offset) AS latest
                    FROM kafka_logs)""", Map.of()).getFirst().getFirst());
    }

    private Map<Coordinates, String> kafka() throws InterruptedException, ExecutionException {
        Map<String, String> ids = new HashMap<>();
        trial.topicIds().forEach((topic, id) -> ids.put(topic, text(id)));
        Map<Coordinates, String> records = new HashMap<>();
        Committed.read(trial, record -> {
            String id = ids.getOrDefault(record.topic(), text(Uuid.ZERO_UUID));
            records.put(new Coordinates(id, record.partition(), record.offset()), hash(record));
        });
        return records;
    }

    static String hash(ConsumerRecord<byte[], byte[]> record) {
        List<String> headers = new ArrayList<>();
        for (Header header : record.headers()) {
            headers.add(HEX.formatHex(header.key().getBytes(StandardCharsets.UTF_8)) + "=" + hex(header.value()));
        }
        byte[] value = record.value(); // may be a megabyte: not to be written out
        String text = hex(record.key()) + "|" + hex(value == null ? null : md5(value)) + "|" + record.timestamp() + "|"
                + String.join(",", headers);
        return HEX.formatHex(md5(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] md5(byte[] bytes) {
        try {
            return MessageDigest.getInstance("MD5").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hex(byte @Nullable [] bytes) {
        return bytes == null ? "-" : HEX.formatHex(bytes);
    }

    static String text(Uuid id) {
        return new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits()).toString();
    }
}
