package atelier.ingest.lane;

import atelier.ingest.clickhouse.ClickHouse;
import atelier.ingest.clickhouse.ClickHouseFailure;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.common.Uuid;

/** What the table itself says has been read, and who is still writing to it. */
final class Ledger {

    private final ClickHouse clickHouse;

    Ledger(ClickHouse clickHouse) {
        this.clickHouse = clickHouse;
    }

    /** A partition of one life of a topic. */
    record Line(Uuid topicId, int partition) {}

    long now() throws ClickHouseFailure {
        return clickHouse.now();
    }

    /** The highest offset in the table of each partition of these topics that has rows. Read from the projection. */
    Map<Line, Long> lastOffsets(Collection<Uuid> topicIds) throws ClickHouseFailure {
        Map<Line, Long> last = new HashMap<>();
        Map<String, Uuid> byText = topicIds.stream().distinct().collect(Collectors.toMap(Ledger::text, id -> id));
        for (List<String> row : clickHouse.rows("""
                SELECT topic_id, kafka_partition, max(kafka_offset) FROM kafka_logs
                WHERE has({ids:Array(UUID)}, topic_id) GROUP BY topic_id, kafka_partition""", Map.of("ids", array(byText.keySet())))) {
            Uuid id = byText.get(row.get(0));
            if (id != null) {
                last.put(new Line(id, Integer.parseInt(row.get(1))), Long.parseLong(row.get(2)));
            }
        }
        return last;
    }

    /** Query ids of the INSERTs into the table that have begun and not ended, whoever sent them. */
    Set<String> runningInserts() throws ClickHouseFailure {
        Set<String> ids = new HashSet<>();
        clickHouse
                .rows(
                        "SELECT query_id FROM system.processes WHERE current_database = currentDatabase()"
                                + " AND query LIKE 'INSERT INTO kafka_logs %'",
                        Map.of())
                .forEach(row -> ids.add(row.getFirst()));
        return ids;
    }

    /** Asks for INSERTs to be ended; whether they end is seen in {@link #runningInserts}. */
    void kill(Set<String> inserts) throws ClickHouseFailure {
        clickHouse.run("KILL QUERY WHERE has({ids:Array(String)}, query_id) ASYNC", Map.of("ids", array(inserts)));
    }

    private static String array(Collection<String> plainWords) {
        return plainWords.stream().collect(Collectors.joining("','", "['", "']"));
    }

    static String text(Uuid id) {
        return new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits()).toString();
    }
}
