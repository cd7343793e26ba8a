package atelier.ingest.proof;

import atelier.ingest.clickhouse.ClickHouse;
import atelier.ingest.clickhouse.ClickHouseFailure;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.common.Uuid;

/** What the comparison asks of ClickHouse. */
public final class LogTable {

    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final ClickHouse clickHouse;
    private final BooleanSupplier giveUp;

    public LogTable(ClickHouse clickHouse, BooleanSupplier giveUp) {
        this.clickHouse = clickHouse;
        this.giveUp = giveUp;
    }

    /** A partition of one life of a topic. */
    public record Line(Uuid topicId, int partition) {}

    /** The lowest and the highest offset in the table. */
    public record Reach(long lowest, long highest) {}

    /** Offsets that Kafka no longer had when ingest came to them, the last one included. */
    record RecordedGap(Line line, long from, long to, long foundAt, String reason) {}

    public Map<Line, Reach> reaches(Collection<Uuid> topicIds) {
        Map<Line, Reach> reaches = new HashMap<>();
        for (List<String> row : rows("""
                SELECT topic_id, kafka_partition, min(kafka_offset), max(kafka_offset) FROM kafka_logs
                WHERE has({ids:Array(UUID)}, topic_id) GROUP BY topic_id, kafka_partition""", Map.of("ids", array(topicIds)))) {
            reaches.put(line(row), new Reach(Long.parseLong(row.get(2)), Long.parseLong(row.get(3))));
        }
        return reaches;
    }

    List<RecordedGap> gaps(Collection<Uuid> topicIds, long foundSince) {
        return rows("""
                SELECT topic_id, kafka_partition, from_offset, to_offset - 1, toUnixTimestamp64Milli(found_at), reason
                FROM ingest_gaps FINAL
                WHERE has({ids:Array(UUID)}, topic_id) AND toUnixTimestamp64Milli(found_at) >= {since:Int64}
                    AND to_offset > from_offset
                ORDER BY topic, kafka_partition, from_offset""", Map.of("ids", array(topicIds), "since", String.valueOf(foundSince))).stream()
                .map(row -> new RecordedGap(
                        line(row),
                        Long.parseLong(row.get(2)),
                        Long.parseLong(row.get(3)),
                        Long.parseLong(row.get(4)),
                        row.get(5)))
                .toList();
    }

    /** Topics that a restore has written to; they hold copies of a part of another. */
    public Set<Uuid> restoredTopics() {
        if (!rows("EXISTS TABLE ingest_operations", Map.of())
                .getFirst()
                .getFirst()
                .equals("1")) {
            return Set.of(); // a log of before the first repair
        }
        return rows("SELECT DISTINCT target_topic_id FROM ingest_operations WHERE command = 'logs:restore'", Map.of())
                .stream()
                .map(row -> uuid(row.getFirst()))
                .collect(Collectors.toSet());
    }

    /** For how many days rows are kept; as good as for ever if the table has no such rule. */
    long retentionDays() {
        String days = rows(
                        "SELECT extract(create_table_query, 'toIntervalDay\\\\((\\\\d+)\\\\)') FROM system.tables"
                                + " WHERE database = currentDatabase() AND name = 'kafka_logs'",
                        Map.of())
                .stream()
                .map(List::getFirst)
                .findFirst()
                .orElseThrow(() -> Unanswered.because("there is no table kafka_logs: log-ingest has never run here"));
        return days.isEmpty() ? Integer.MAX_VALUE : Long.parseLong(days);
    }

    private static Line line(List<String> row) {
        return new Line(uuid(row.get(0)), Integer.parseInt(row.get(1)));
    }

    private static Uuid uuid(String text) {
        UUID id = UUID.fromString(text);
        return new Uuid(id.getMostSignificantBits(), id.getLeastSignificantBits());
    }

    private List<List<String>> rows(String sql, Map<String, String> parameters) {
        try {
            return clickHouse.rows(sql, parameters);
        } catch (ClickHouseFailure e) {
            throw unanswered(e);
        }
    }

    /** What a SELECT of a part of the table answers, as {@code RowBinary}; it limits how much that is. */
    byte[] bytes(String sql, Map<String, String> parameters) {
        try {
            return clickHouse.bytes(sql, parameters, "RowBinary", TIMEOUT, giveUp);
        } catch (ClickHouseFailure e) {
            throw unanswered(e);
        }
    }

    private RuntimeException unanswered(ClickHouseFailure e) {
        return giveUp.getAsBoolean() ? new Observer.Stopped() : Unanswered.because("ClickHouse: " + e.getMessage());
    }

    private static String array(Collection<Uuid> ids) {
        return ids.stream().map(LogTable::text).collect(Collectors.joining("','", "['", "']"));
    }

    static String text(Uuid id) {
        return new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits()).toString();
    }
}
