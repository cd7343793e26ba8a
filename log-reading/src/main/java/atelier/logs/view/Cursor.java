package atelier.logs.view;

import atelier.logs.clickhouse.Statement;
import atelier.logs.filter.BadFilter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A place in {@code kafka_logs}: what is older than this record comes next. Rows that arrive later do not move it. */
public record Cursor(long millis, long partition, long offset, String topic) {

    private static final Pattern FORM =
            Pattern.compile("([0-9]{1,15})/([0-9]{1,10})/([0-9]{1,18})/(.{1,249})", Pattern.DOTALL);

    public static Cursor after(LogRow row) {
        long millis = row.get("event_time") instanceof Value.Time time
                ? time.instant().toEpochMilli()
                : 0;
        return new Cursor(
                millis,
                Long.parseLong(row.text("kafka_partition")),
                Long.parseLong(row.text("kafka_offset")),
                row.text("topic"));
    }

    /** @throws BadFilter if it is not what {@link #text} wrote */
    public static Cursor parse(String text) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            Matcher form = FORM.matcher(plain);
            if (form.matches()) {
                return new Cursor(
                        Long.parseLong(form.group(1)),
                        Long.parseLong(form.group(2)),
                        Long.parseLong(form.group(3)),
                        form.group(4));
            }
        } catch (IllegalArgumentException e) {
            // Refused below, as what does not have the form is.
        }
        throw new BadFilter("cursor", "is not one that was given as next_cursor");
    }

    public String text() {
        String plain = millis + "/" + partition + "/" + offset + "/" + topic;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    /** In two parts, because the first one is what the index understands. */
    String sql(Statement.Builder statement) {
        String time = statement.time("cursor_time", Instant.ofEpochMilli(millis));
        return "event_time <= " + time + " AND (event_time < " + time + " OR (topic, kafka_partition, kafka_offset) < ("
                + statement.text("cursor_topic", topic) + ", " + statement.number("cursor_partition", partition) + ", "
                + statement.number("cursor_offset", offset) + "))";
    }
}
