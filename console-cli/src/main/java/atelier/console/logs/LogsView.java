package atelier.console.logs;

import atelier.console.clickhouse.Connection;
import atelier.console.clickhouse.Waiting;
import atelier.console.session.Failure;
import atelier.console.session.Session;
import atelier.console.session.Task;
import atelier.logs.clickhouse.ClickHouse;
import atelier.logs.clickhouse.Refused;
import atelier.logs.clickhouse.RowReader;
import atelier.logs.filter.Filter;
import atelier.logs.view.LogColumn;
import atelier.logs.view.LogQuery;
import atelier.logs.view.LogRow;
import atelier.logs.view.LogTable;
import atelier.logs.view.Tables;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code logs:view}: the newest records of a log table, newest last. */
@Command(
        name = "logs:view",
        header = "Shows the newest records of a log table, newest last.",
        description = {
            "",
            "Reads ClickHouse itself, so it works while log-ingest is down. All filters must hold; they run in the store.",
            "On a screen each record is one line, with control characters and bytes that are not text escaped; --full shows"
                    + " headers and whole values. --format json and csv keep every byte: what is not UTF-8 is in base64, and"
                    + " says so (json: the name of the field ends in _base64; csv: the column that ends in _encoding).",
            ""
        },
        footer = {
            "",
            "Several values mean any of them: --topic=orders,designs. Keys and texts may hold commas, so repeat --key and"
                    + " --grep. --not takes any filter but the time: --not status=success --not topic=orders,designs.",
            "Times are in the local zone (TZ) unless --utc is given; json and csv always say UTC. A time is a span back from"
                    + " now (90s, 15m, 2h, 1h30m, 7d, 2w), a date, or a date and time with or without a zone.",
            "",
            "Examples:",
            "  ./console logs:view kafka_logs --status=success --limit=50",
            "  ./console logs:view kafka_logs --type=order.created --since=15m --full",
            "  ./console logs:view kafka_logs --topic=designs,orders --not status=success --columns=event_time,key,error",
            "  ./console logs:view kafka_logs --topic=designs --since=1d --format=json | jq -r .value"
        })
public final class LogsView implements Task {

    private static final int USUAL_LIMIT = 20;
    private static final int MOST = 100_000;

    private final Session session;

    @Parameters(
            paramLabel = "TABLE",
            completionCandidates = Names.class,
            description = "kafka_logs: every Kafka record; or any other table of the database")
    private @Nullable String table;

    @Option(names = "--limit", paramLabel = "N", description = "how many, from 1 to 100000 (20)")
    private @Nullable String limit;

    @Option(names = "--sql", description = "prints the query that it would run, for clickhouse-client")
    private boolean sql;

    @Option(names = "--follow", description = "then shows each record that comes, as logs:tail does")
    private boolean follow;

    @Mixin
    private final RowDisplay display = new RowDisplay();

    @ArgGroup(validate = false, heading = "%nFilters:%n")
    private final Filters filters = new Filters();

    public LogsView(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        String name = Objects.requireNonNullElse(table, "");
        if (!Tables.possible(name)) {
            throw Failure.usage("TABLE: \"" + name + "\" is not the name of a table; kafka_logs is one");
        }
        if (sql && follow) {
            throw Failure.usage("--sql: cannot be used with --follow, which asks more than one question");
        }
        Looks looks = display.looks(session);
        int most = Limit.of(limit, USUAL_LIMIT, MOST);
        Filter filter = filters.filter(session.clock().instant(), looks.zone());
        ClickHouse clickhouse = follow ? Connection.ofFollower(session) : Connection.of(session);
        try {
            LogTable from = Tables.named(name, clickhouse);
            if (follow) {
                Tailing.follow(session, clickhouse, from, filter, looks, most);
            } else {
                view(clickhouse, from, filter, looks, most);
            }
        } catch (Refused e) {
            throw Tables.explained(e, clickhouse, name);
        }
    }

    private void view(ClickHouse clickhouse, LogTable from, Filter filter, Looks looks, int most) {
        List<LogColumn> shown = looks.shown(from);
        LogQuery query = new LogQuery(from, shown, filter, most, looks.cut(session), null);
        if (sql) {
            session.out().line(query.newestLast().inlined());
            return;
        }
        try (Waiting _ = Waiting.on(clickhouse, session)) {
            clickhouse.query(query.newestLast(), rows -> show(rows, shown, looks.view(shown, session), from.name()));
        }
    }

    private void show(RowReader rows, List<LogColumn> shown, View view, String name) {
        view.begin();
        int count = 0;
        for (; rows.next(); count++) {
            view.row(LogRow.read(shown, rows));
        }
        view.end();
        session.out().flush();
        if (count == 0) {
            session.note("no record in " + name + " matches");
        }
    }

    /** For shell completion. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Stream.concat(
                            FollowedNames.ALL.stream(),
                            Stream.of("ingest_dead_letters", "ingest_gaps", "ingest_operations"))
                    .iterator();
        }
    }
}
