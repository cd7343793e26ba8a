package atelier.console.letters;

import atelier.console.clickhouse.Connection;
import atelier.console.clickhouse.Waiting;
import atelier.console.logs.Display;
import atelier.console.logs.Format;
import atelier.console.logs.Limit;
import atelier.console.session.Session;
import atelier.console.session.Task;
import atelier.console.session.Typed;
import atelier.logs.clickhouse.ClickHouse;
import atelier.logs.clickhouse.Refused;
import atelier.logs.clickhouse.Statement;
import atelier.logs.view.Tables;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ingest:dead-letters list}: which records did not fit and why, or how many for each reason. */
@Command(
        name = "list",
        header = "Lists the records that do not fit a typed table, the latest last, or counts them.",
        description = {
            "",
            "States: open, retry (about to be judged again), discarded, resolved (it fits now), gone (a rebuild of the table"
                    + " judges it anew). Without --state: open and retry.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ./console ingest:dead-letters list --by=reason",
            "  ./console ingest:dead-letters list --table=audit_logs --since=1d --format=json"
        })
final class ListLetters implements Task {

    private static final int USUAL_LIMIT = 100;
    private static final int MOST = 100_000;
    private static final List<String> STATES = List.of("open", "retry", "discarded", "resolved", "gone", "all");

    private final Session session;

    @Option(
            names = "--state",
            paramLabel = "STATE",
            completionCandidates = States.class,
            description = "in this state, or all (open and retry)")
    private @Nullable String state;

    @Option(
            names = "--by",
            paramLabel = "WHAT",
            completionCandidates = Count.Words.class,
            description = "only counts: by reason, table, topic or state")
    private @Nullable String by;

    @Option(names = "--limit", paramLabel = "N", description = "how many lines, from 1 to 100000 (100)")
    private @Nullable String limit;

    @Mixin
    private final Display display = new Display();

    @Mixin
    private final Filters filters = new Filters();

    ListLetters(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        Format format = display.format();
        int most = Limit.of(limit, USUAL_LIMIT, MOST);
        Statement.Builder values = new Statement.Builder();
        List<String> conditions = new ArrayList<>(filters.sql(values, session, display.zone(session)));
        conditions.add(stateSql(values));
        String where = String.join(" AND ", conditions);
        Count.By counted = by == null ? null : Count.by(by);
        ClickHouse clickhouse = Connection.of(session);
        try (Waiting _ = Waiting.on(clickhouse, session)) {
            if (counted == null) {
                show(Letters.matching(clickhouse, values, where, most + 1), most, format);
            } else {
                Count.print(Count.of(clickhouse, values, where, counted, most), counted, session, format);
            }
        } catch (Refused e) {
            throw Tables.explained(e, clickhouse, Letter.TABLE);
        }
    }

    private String stateSql(Statement.Builder values) {
        String wanted = Objects.requireNonNullElse(state, "");
        if (wanted.isEmpty()) {
            return "state IN ('open', 'retry')";
        }
        new Typed("--state", wanted).oneOf(STATES);
        return wanted.equals("all") ? "1" : "state = " + values.text("state", wanted);
    }

    private void show(List<Letter> letters, int most, Format format) {
        boolean cut = letters.size() > most;
        List<Letter> shown = cut ? letters.subList(letters.size() - most, letters.size()) : letters;
        LetterTable.print(
                shown.stream()
                        .map(letter -> new LetterTable.Line(letter, letter.state()))
                        .toList(),
                session,
                display.zone(session),
                format);
        if (letters.isEmpty()) {
            session.note("no dead letter matches");
        } else if (cut) {
            session.note("there are more; --limit shows them, --by=reason counts them");
        }
    }

    /** For shell completion. */
    static final class States implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return STATES.iterator();
        }
    }
}
