package atelier.ingest.typed;

import atelier.ingest.clickhouse.ClickHouse;
import atelier.ingest.clickhouse.ClickHouseFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What {@code kafka_logs} has of some topics, from its projection: all offsets up to the last are there or never come. */
final class SourceLedger {

    /** @param latest when the newest row came in, by ClickHouse's clock, milliseconds */
    record Line(String topic, Partition partition, long first, long last, long latest) {}

    private final ClickHouse clickHouse;

    SourceLedger(ClickHouse clickHouse) {
        this.clickHouse = clickHouse;
    }

    List<Line> lines(List<String> topics) throws ClickHouseFailure {
        List<Line> lines = new ArrayList<>();
        for (List<String> row : clickHouse.rows("""
                SELECT topic, topic_id, kafka_partition, min(kafka_offset), max(kafka_offset), toUnixTimestamp64Milli(max(ingested_at))
                FROM kafka_logs WHERE topic IN %s GROUP BY topic, topic_id, kafka_partition""".formatted(Json.list(topics)), Map.of())) {
            Partition partition = new Partition(UUID.fromString(row.get(1)), Integer.parseInt(row.get(2)));
            lines.add(new Line(
                    row.get(0),
                    partition,
                    Long.parseLong(row.get(3)),
                    Long.parseLong(row.get(4)),
                    Long.parseLong(row.get(5))));
        }
        return lines;
    }
}
