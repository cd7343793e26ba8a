package atelier.ingest.trial;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.Uuid;
import org.awaitility.core.ConditionTimeoutException;

/** Reads a trial's topics on its own, decides what is due of each record, and compares with the typed tables and the dead letters. */
public final class TypedOracle {

    private static final String NAMES = "topic_id, kafka_partition, kafka_offset";

    private final Trial trial;

    public TypedOracle(Trial trial) {
        this.trial = trial;
    }

    private record Place(String table, String topicId, int partition, long offset) {}

    /** Waits until there is as much as is due, and what was asked for is done, or no longer; then says what there is. */
    public Verdict verdict() throws IOException, InterruptedException, ExecutionException {
        Map<Place, String> due = due();
        try {
            Waiting.until("all of " + due.size() + " are settled", () -> asked() == 0 && distinct() >= due.size());
        } catch (ConditionTimeoutException e) {
            // Some never came: counted as lost below.
        }
        Map<Place, String> missing = new HashMap<>(due);
        long doubled = 0;
        long altered = 0;
        for (List<String> row : trial.clickHouse().rows(everything(), Map.of())) {
            Place place = new Place(row.get(0), row.get(1), Integer.parseInt(row.get(2)), Long.parseLong(row.get(3)));
            String content = missing.remove(place);
            if (content == null) {
                doubled++;
            } else if (!content.equals(row.get(4))) {
                altered++;
            }
        }
        return new Verdict(due.size(), missing.size(), doubled, altered, 0);
    }

    private Map<Place, String> due() throws InterruptedException, ExecutionException {
        Map<String, Uuid> ids = trial.topicIds();
        Map<Place, String> due = new HashMap<>();
        Committed.read(trial, record -> TypedJudge.due(record)
                .ifPresent(what -> due.put(
                        new Place(
                                what.table(),
                                Oracle.text(ids.getOrDefault(record.topic(), Uuid.ZERO_UUID)),
                                record.partition(),
                                record.offset()),
                        what.content())));
        return due;
    }

    private static String everything() {
        List<String> parts = new ArrayList<>();
        TypedJudge.CONTENT.forEach((table, content) -> parts.add(
                "SELECT '" + table + "' AS target, " + NAMES + ", concat(assumeNotNull(key), '|', arrayStringConcat("
                        + content + ", '|')) AS content FROM " + table));
        parts.add("SELECT toString(target_table), " + NAMES
                + ", concat('letter ', field) FROM ingest_dead_letters FINAL WHERE state IN ('open', 'discarded')");
        return String.join(" UNION ALL ", parts);
    }

    private long distinct() {
        return number("SELECT uniqExact(target, " + NAMES + ") FROM (" + everything() + ")");
    }

    /** Rebuilds that were asked for and are not begun, and requests about dead letters that are not answered. */
    private long asked() {
        return number("""
                SELECT countIf(asked > begun) + (SELECT countIf(outcome = '') FROM ingest_dead_letter_requests FINAL) FROM (
                  SELECT target_table, max(a) AS asked, max(b) AS begun FROM (
                    SELECT target_table, toUnixTimestamp64Micro(requested_at) AS a, 0 AS b FROM typed_rebuilds
                    UNION ALL SELECT target_table, 0, generation FROM typed_progress) GROUP BY target_table)""");
    }

    private long number(String sql) {
        try {
            return Long.parseLong(
                    trial.clickHouse().rows(sql, Map.of()).getFirst().getFirst());
        } catch (IOException e) {
            return -1; // not there yet, or being restarted
        }
    }
}
