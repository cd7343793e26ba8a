package atelier.ingest.typed;

import atelier.ingest.clickhouse.ClickHouse;
import atelier.ingest.clickhouse.ClickHouseFailure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How far each typed table is, and what people asked of it. */
final class Progress {

    static final UUID LATE = new UUID(0, 0);

    private static final Partition LATE_ONES = new Partition(LATE, 0);

    private final ClickHouse clickHouse;

    Progress(ClickHouse clickHouse) {
        this.clickHouse = clickHouse;
    }

    /**
     * One table's.
     *
     * @param generation that was begun last; 0 = none
     * @param wanted generation that was asked for last
     * @param judged up to which offset, inclusive
     * @param rows in the table when progress was written last
     * @param rowsNow in the table
     * @param request about its dead letters, the oldest that is not done
     */
    record State(
            long generation,
            long wanted,
            Map<Partition, Long> judged,
            long rows,
            long rowsNow,
            @Nullable DeadLetterRequest request) {

        static final State NOTHING = new State(0, 0, Map.of(), 0, 0, null);

        boolean begun() {
            return generation > 0;
        }

        /** Someone wants it filled anew, or has emptied it. */
        boolean isToBeginAnew() {
            return !begun() || wanted > generation || (rows > 0 && rowsNow == 0);
        }

        /** Until when rows that came late were looked for. */
        long lateUntil() {
            return judged.getOrDefault(LATE_ONES, 0L);
        }

        long judgedUpTo(Partition partition) {
            return judged.getOrDefault(partition, -1L);
        }
    }

    Map<String, State> states() throws ClickHouseFailure {
        Map<String, State> states = new HashMap<>();
        for (List<String> row : clickHouse.rows("""
                SELECT target_table, generation, groupArray(topic_id), groupArray(kafka_partition), groupArray(upto), argMax(rows_in_table, latest)
                FROM (SELECT target_table, generation, topic_id, kafka_partition, max(upto) AS upto, argMax(rows_in_table, done_at) AS rows_in_table, max(done_at) AS latest
                      FROM typed_progress GROUP BY target_table, generation, topic_id, kafka_partition)
                GROUP BY target_table, generation ORDER BY target_table, generation""", Map.of())) {
            Map<Partition, Long> judged = judged(words(row.get(2)), words(row.get(3)), words(row.get(4)));
            states.put(
                    row.get(0), new State(Long.parseLong(row.get(1)), 0, judged, Long.parseLong(row.get(5)), 0, null));
        }
        addWishes(states);
        return states;
    }

    private static Map<Partition, Long> judged(String[] ids, String[] partitions, String[] upto) {
        Map<Partition, Long> judged = new HashMap<>();
        for (int i = 0; i < ids.length; i++) {
            UUID id = UUID.fromString(ids[i].replace("'", ""));
            judged.put(new Partition(id, Integer.parseInt(partitions[i])), Long.parseLong(upto[i]));
        }
        return judged;
    }

    private static String[] words(String array) {
        return array.substring(1, array.length() - 1).split(",", -1);
    }

    private void addWishes(Map<String, State> states) throws ClickHouseFailure {
        Map<String, DeadLetterRequest> requests = requests();
        for (List<String> row : clickHouse.rows("""
                SELECT name, max(wanted), max(rows) FROM (
                    SELECT toString(target_table) AS name, toUnixTimestamp64Micro(max(requested_at)) AS wanted, 0 AS rows FROM typed_rebuilds GROUP BY 1
                    UNION ALL SELECT name, 0, toInt64(ifNull(total_rows, 0)) FROM system.tables WHERE database = currentDatabase())
                GROUP BY name""", Map.of())) {
            states.computeIfPresent(
                    row.get(0),
                    (name, state) -> new State(
                            state.generation(),
                            Long.parseLong(row.get(1)),
                            state.judged(),
                            state.rows(),
                            Long.parseLong(row.get(2)),
                            requests.get(name)));
        }
    }

    /** Of each table the oldest. What nobody did within a week nobody waits for any more; so the look stays short. */
    private Map<String, DeadLetterRequest> requests() throws ClickHouseFailure {
        Map<String, DeadLetterRequest> requests = new HashMap<>();
        for (List<String> row : clickHouse.rows("""
                SELECT target_table, argMin((request_id, action), (requested_at, request_id)) AS oldest, oldest.1, oldest.2
                FROM ingest_dead_letter_requests FINAL
                WHERE requested_at > now() - INTERVAL 7 DAY AND outcome = '' GROUP BY target_table""", Map.of())) {
            requests.put(
                    row.get(0),
                    new DeadLetterRequest(
                            UUID.fromString(row.get(2)), row.get(3).equals("retry")));
        }
        return requests;
    }

    /** What a generation begins with. */
    static String begin(String table) {
        return """
                INSERT INTO typed_progress (target_table, generation, topic_id, kafka_partition, upto, rows_in_table, done_at, insert_by)
                SELECT '%s', toUnixTimestamp64Micro(now64(6)), toUUID('%s'), 0, toUnixTimestamp64Milli(now64(3)), 0, now64(6), fromUnixTimestamp64Milli({insert_by:Int64}, 'UTC')""".formatted(table, LATE);
    }

    static String judgedUpTo(String table, long generation, Map<Partition, Long> upto) {
        StringBuilder tuples = new StringBuilder();
        upto.forEach((partition, offset) -> tuples.append(tuples.isEmpty() ? "" : ", ")
                .append("(toUUID('%s'), toUInt32(%d), toUInt64(%d))"
                        .formatted(partition.topicId(), partition.number(), offset)));
        return """
                INSERT INTO typed_progress (target_table, generation, topic_id, kafka_partition, upto, rows_in_table, done_at, insert_by)
                SELECT '%s', toUInt64(%d), line.1, line.2, line.3, (SELECT count() FROM %s), now64(6), fromUnixTimestamp64Milli({insert_by:Int64}, 'UTC')
                FROM (SELECT arrayJoin([%s]) AS line)""".formatted(table, generation, table, tuples);
    }

    static Map<Partition, Long> lateUntil(long millis) {
        return Map.of(LATE_ONES, millis);
    }
}
