package atelier.console.logs;

import atelier.console.session.Failure;
import atelier.logs.clickhouse.Statement;
import atelier.logs.time.Moment;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which rows are wanted, as it was typed. All of what is given must hold. */
final class Filters {

    /** Event times are cut to 1970 and to before this; ClickHouse would wrap what is far outside. */
    private static final Instant END = Instant.parse("2200-01-01T00:00:00Z");

    private static final List<String> STATUSES = List.of("success", "failed", "invalid", "tombstone");

    @Option(
            names = "--status",
            paramLabel = "STATUS",
            completionCandidates = Statuses.class,
            description = "success, failed, invalid (cannot be parsed) or tombstone (no value)")
    private @Nullable String status;

    @Option(names = "--topic", paramLabel = "TOPIC", description = "records of this topic")
    private @Nullable String topic;

    @Option(names = "--type", paramLabel = "TYPE", description = "events of this type, for example order.created")
    private @Nullable String type;

    @Option(names = "--key", paramLabel = "KEY", description = "records with exactly this key")
    private @Nullable String key;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "at or after: 15m, 2h, 7d, 2026-11-20, 2026-11-20T10:00")
    private @Nullable String since;

    @Option(names = "--until", paramLabel = "TIME", description = "before, in the same forms")
    private @Nullable String until;

    @Option(names = "--grep", paramLabel = "TEXT", description = "the value contains this text, in any case")
    private @Nullable String grep;

    /** Adds the values to the statement, and returns the condition that names them; "1" when nothing is asked for. */
    String condition(Statement.Builder statement, Instant now, ZoneId zone) {
        List<String> parts = new ArrayList<>();
        if (status != null) {
            if (!STATUSES.contains(status)) {
                throw Failure.usage("--status: \"" + status + "\" is not allowed: " + String.join(", ", STATUSES));
            }
            parts.add("status = " + statement.text("status", status));
        }
        if (topic != null) {
            parts.add("topic = " + statement.text("topic", topic));
        }
        if (type != null) {
            parts.add("event_type = " + statement.text("type", type));
        }
        if (key != null) {
            parts.add("key = " + statement.text("key", key));
        }
        if (since != null) {
            parts.add("event_time >= " + statement.time("since", moment("--since", since, now, zone)));
        }
        if (until != null) {
            parts.add("event_time < " + statement.time("until", moment("--until", until, now, zone)));
        }
        if (grep != null) {
            parts.add("positionCaseInsensitiveUTF8(value, " + statement.text("grep", grep) + ") > 0");
        }
        return parts.isEmpty() ? "1" : String.join(" AND ", parts);
    }

    private static Instant moment(String option, String text, Instant now, ZoneId zone) {
        try {
            Instant moment = Moment.parse(text, now, zone);
            return moment.isBefore(Instant.EPOCH) ? Instant.EPOCH : moment.isAfter(END) ? END : moment;
        } catch (IllegalArgumentException e) {
            throw Failure.usage(option + ": \"" + text + "\" is not allowed: " + e.getMessage());
        }
    }

    /** For shell completion. */
    static final class Statuses implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return STATUSES.iterator();
        }
    }
}
