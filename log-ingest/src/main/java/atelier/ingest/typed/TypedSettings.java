package atelier.ingest.typed;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the typed tables are filled.
 *
 * @param topics that feed each table
 * @param days that each table's rows are kept, {@code kafka_logs} among them
 * @param piiKey what addresses are hashed with
 * @param pause between looking for something to do when there was nothing
 * @param lateEvery how often rows below what was judged are looked for, if anything came in at all
 * @param step how many offsets are judged by one fill
 */
public record TypedSettings(
        Map<String, List<String>> topics,
        Map<String, Integer> days,
        String piiKey,
        Duration pause,
        Duration lateEvery,
        int step) {

    public static final String KAFKA_LOGS = "kafka_logs";

    /** Known to everybody: with it hashes only keep apart, they hide nothing. */
    public static final String PUBLIC_KEY = "atelier";

    public static final Map<String, Integer> DEFAULT_DAYS = defaultDays();

    private static Map<String, Integer> defaultDays() {
        Map<String, Integer> days = new LinkedHashMap<>();
        days.put(KAFKA_LOGS, 30);
        days.put(TypedTables.APPLICATION_LOGS, 14);
        days.put(TypedTables.AUDIT_LOGS, 400);
        days.put(TypedTables.ANALYTICS_EVENTS, 400);
        days.put(TypedTables.SMS_LOGS, 400);
        days.put(TypedTables.EMAIL_LOGS, 400);
        return days;
    }

    public static TypedSettings defaults() {
        return new TypedSettings(
                TypedTables.DEFAULT_TOPICS,
                DEFAULT_DAYS,
                PUBLIC_KEY,
                Duration.ofSeconds(1),
                Duration.ofSeconds(30),
                50_000);
    }

    int daysOf(String table) {
        return days.getOrDefault(table, 30);
    }

    /** The two halves of SipHash's key. */
    List<Long> hashKey() {
        try {
            ByteBuffer digest = ByteBuffer.wrap(
                    MessageDigest.getInstance("SHA-256").digest(piiKey.getBytes(StandardCharsets.UTF_8)));
            return List.of(digest.getLong(), digest.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "topics " + topics + ", days " + days;
    }
}
