package atelier.console.letters;

import atelier.console.session.Failure;
import atelier.console.session.Session;
import atelier.console.session.Typed;
import atelier.logs.clickhouse.Statement;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which dead letters are meant, by what they have in common. All of what is given must hold. */
final class Filters {

    private static final List<String> TABLES =
            List.of("application_logs", "audit_logs", "analytics_events", "sms_logs", "email_logs");

    private static final int LONGEST_TEXT = 1_000;

    @Option(
            names = "--table",
            paramLabel = "TABLE",
            completionCandidates = TableNames.class,
            description = "that do not fit this table")
    private @Nullable String table;

    @Option(names = "--topic", paramLabel = "TOPIC", description = "from this topic")
    private @Nullable String topic;

    @Option(
            names = "--reason-contains",
            paramLabel = "TEXT",
            description = "whose reason, as list shows it, contains this text, in any case")
    private @Nullable String reason;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "judged or decided at or after: 15m, 2h, 7d, 2026-11-20, 2026-11-20T10:00")
    private @Nullable String since;

    boolean given() {
        return table != null || topic != null || reason != null || since != null;
    }

    /** Conditions to be joined by AND; their values go into the statement. */
    List<String> sql(Statement.Builder values, Session session, ZoneId zone) {
        List<String> parts = new ArrayList<>();
        if (table != null) {
            parts.add("target_table = " + values.text("table", new Typed("--table", table).oneOf(TABLES)));
        }
        if (topic != null) {
            parts.add("topic = " + values.text("topic", new Typed("--topic", topic).topic()));
        }
        if (reason != null) {
            if (reason.isEmpty() || reason.length() > LONGEST_TEXT) {
                throw Failure.usage("--reason-contains: a text of 1 to " + LONGEST_TEXT + " characters is expected");
            }
            parts.add(
                    "positionCaseInsensitiveUTF8(" + Letter.REASON + ", " + values.text("contained", reason) + ") > 0");
        }
        if (since != null) {
            Instant from = new Typed("--since", since).moment(session.clock().instant(), zone);
            parts.add("changed_at >= " + values.time("since", from));
        }
        return parts;
    }

    /** For shell completion. */
    static final class TableNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return TABLES.iterator();
        }
    }
}
