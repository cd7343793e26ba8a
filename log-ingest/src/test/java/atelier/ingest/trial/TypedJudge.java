package atelier.ingest.trial;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Decides about each record what docs/typed.md promises of it: in which table it belongs, and its row or what does not fit. */
final class TypedJudge {

    /** What the row says, of each table; the same that a row is expected to be below. */
    static final Map<String, String> CONTENT = Map.of(
            "audit_logs", "[user_id, action, details, toString(toUnixTimestamp64Milli(event_time))]",
            "analytics_events", "[event, user_id, properties]",
            "sms_logs", "[message_id, status, to_masked, toString(attempt)]",
            "email_logs", "[message_id, status, to_masked, subject]");

    /** @param content of its row, or {@code letter} and the field that does not fit */
    record Due(String table, String content) {}

    private TypedJudge() {}

    static Optional<Due> due(ConsumerRecord<byte[], byte[]> record) {
        Saying saying = Saying.of(record);
        String topic = record.topic().substring(record.topic().lastIndexOf('.') + 1);
        String key = new String(record.key(), StandardCharsets.UTF_8);
        return switch (topic) {
            case "audit" -> Optional.of(audit(saying, key, record.timestamp()));
            case "analytics" -> Optional.of(analytics(saying, key));
            case "notifications" -> notification(saying, key);
            default -> Optional.empty();
        };
    }

    private static Due row(String table, String key, String... content) {
        return new Due(table, key + "|" + String.join("|", content));
    }

    private static Due letter(String table, String field) {
        return new Due(table, "letter " + field);
    }

    private static Due audit(Saying saying, String key, long timestamp) {
        String table = "audit_logs";
        if (!saying.isObject()) {
            return letter(table, "value");
        }
        long time = timestamp;
        if (saying.at("created_at") != null) {
            try {
                time = Instant.parse(saying.text("created_at")).toEpochMilli();
            } catch (DateTimeParseException e) {
                return letter(table, "created_at");
            }
        }
        String user = saying.text("user_id", "userId");
        if (user.isEmpty()) {
            return letter(table, "user_id");
        }
        if (saying.text("action").isEmpty()) {
            return letter(table, "action");
        }
        String details = saying.at("details") == null ? "{}" : Saying.json(saying.at("details"));
        return row(table, key, user, saying.text("action"), details, String.valueOf(time));
    }

    private static Due analytics(Saying saying, String key) {
        String table = "analytics_events";
        String event = saying.text("event").isEmpty() ? saying.type() : saying.text("event");
        if (event.isEmpty()) {
            return letter(table, "event");
        }
        Object properties = saying.at("properties");
        if (properties != null && !(properties instanceof Map)) {
            return letter(table, "properties");
        }
        return row(
                table,
                key,
                event,
                saying.text("user_id"),
                Saying.json(properties == null ? saying.value() : properties));
    }

    private static Optional<Due> notification(Saying saying, String key) {
        String id = saying.text("notification_id");
        String to = saying.text("to");
        return switch (saying.type()) {
            case "notification.sms" -> {
                String digits = to.replaceAll("[^0-9+]", "");
                String masked = digits.substring(0, 3)
                        + "*".repeat(digits.length() - 5)
                        + digits.substring(digits.length() - 2);
                yield Optional.of(row("sms_logs", key, id, "queued", masked, "0"));
            }
            case "sms.failed" ->
                Optional.of(
                        Integer.parseInt(saying.text("attempt")) > 255
                                ? letter("sms_logs", "attempt")
                                : row("sms_logs", key, id, "failed", "", saying.text("attempt")));
            case "sms.teleported" -> Optional.of(letter("sms_logs", "type"));
            case "notification.email" ->
                Optional.of(
                        to.isEmpty()
                                ? letter("email_logs", "to")
                                : row(
                                        "email_logs",
                                        key,
                                        id,
                                        "queued",
                                        to.charAt(0) + "***" + to.substring(to.indexOf('@')),
                                        saying.text("subject")));
            default -> Optional.empty();
        };
    }
}
