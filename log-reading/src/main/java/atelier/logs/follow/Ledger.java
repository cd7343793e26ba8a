package atelier.logs.follow;

import atelier.logs.clickhouse.ClickHouse;
import atelier.logs.clickhouse.RowReader;
import atelier.logs.clickhouse.Statement;
import atelier.logs.view.KafkaLogs;
import atelier.logs.view.LogColumn;
import atelier.logs.view.LogTable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Tells how far a table goes: up to there all rows are visible, but for those that come late. Of {@code kafka_logs} its own
 * projection tells it, because rows of a partition become visible in the order of their offsets. Rows of a typed table do
 * not; of those its filler's progress tells it, which is written when a stretch is done.
 */
final class Ledger {

    /** From when a row gets its {@code ingested_at} to when it is visible; log-ingest reckons with the same. */
    private static final Duration LONGEST_INSERT = Duration.ofMinutes(2);

    private static final Set<String> NEEDED =
            Set.of("ingested_at", "event_time", "topic", "topic_id", "kafka_partition", "kafka_offset");

    private record Line(Partition partition, long done, long there, Instant now) {
        static Line read(RowReader in) {
            return new Line(
                    new Partition(UUID.fromString(in.text()), in.int64()),
                    in.int64(),
                    in.int64(),
                    Instant.ofEpochMilli(in.int64()));
        }
    }

    private final LogTable table;

    Ledger(LogTable table) {
        if (!isKeptOf(table)) {
            throw new IllegalArgumentException(table.name() + " cannot be followed");
        }
        this.table = table;
    }

    /** Whether anybody keeps account of the table. */
    static boolean isKeptOf(LogTable table) {
        return table.columns().stream()
                .map(LogColumn::name)
                .collect(Collectors.toSet())
                .containsAll(NEEDED);
    }

    /** Whether partitions that are new have their floor, too. Of a typed table one may be judged long after it came in. */
    boolean tellsNewPartitionsAtOnce() {
        return table.name().equals(KafkaLogs.NAME);
    }

    Position end(ClickHouse clickhouse) {
        List<Line> lines = clickhouse.list(statement(), Line::read);
        NavigableMap<Partition, Long> offsets = new TreeMap<>();
        boolean all = true;
        for (Line line : lines) {
            if (line.done() >= 0) {
                offsets.put(line.partition(), line.done());
            }
            all = all && line.done() >= line.there();
        }
        // While the filler is behind, what it will write was taken in at any time.
        Instant floor = all && !lines.isEmpty() ? lines.getFirst().now().minus(LONGEST_INSERT) : Instant.EPOCH;
        return new Position(offsets, floor);
    }

    Statement statement() {
        Statement.Builder values = new Statement.Builder();
        if (tellsNewPartitionsAtOnce()) {
            return values.build("""
            SELECT toString(topic_id), toInt64(kafka_partition), toInt64(last), toInt64(last), toUnixTimestamp64Milli(now64(3))
            FROM (SELECT topic_id, kafka_partition, max(kafka_offset) AS last FROM %s GROUP BY topic_id, kafka_partition)""".formatted(table.sql()));
        }
        // The nil id is the filler's note about rows that came late.
        String progress = table.beside("typed_progress");
        String name = values.text("table", table.name());
        return values.build(
                """
            SELECT toString(topic_id), toInt64(kafka_partition), max(judged) AS done, max(there), toUnixTimestamp64Milli(now64(3))
            FROM (
              SELECT topic_id, kafka_partition, toInt64(max(upto)) AS judged, toInt64(-1) AS there
              FROM %s WHERE target_table = %s AND topic_id != toUUID('%s') GROUP BY topic_id, kafka_partition
              UNION ALL
              SELECT topic_id, kafka_partition, toInt64(-1) AS judged, toInt64(max(kafka_offset)) AS there
              FROM %s WHERE topic_id IN (SELECT topic_id FROM %s WHERE target_table = %s) GROUP BY topic_id, kafka_partition
            )
            GROUP BY topic_id, kafka_partition""".formatted(progress, name, new UUID(0, 0), table.beside(KafkaLogs.NAME), progress, name));
    }
}
