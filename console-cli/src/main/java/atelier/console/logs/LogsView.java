package atelier.console.logs;

import atelier.console.clickhouse.Connection;
import atelier.console.session.Failure;
import atelier.console.session.Session;
import atelier.console.session.Task;
import atelier.logs.clickhouse.ClickHouse;
import atelier.logs.clickhouse.Refused;
import atelier.logs.clickhouse.RowReader;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
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
                    + " says so (json: the name of the field ends in _base64; csv: the column key_encoding or value_encoding).",
            ""
        },
        footer = {
            "",
            "Times are in the local zone (TZ) unless --utc is given; json and csv always say UTC. A time is a span back from"
                    + " now (90s, 15m, 2h, 1h30m, 7d, 2w), a date, or a date and time with or without a zone.",
            "",
            "Examples:",
            "  ./console logs:view kafka_logs --status=success --limit=50",
            "  ./console logs:view kafka_logs --type=order.created --since=15m --full",
            "  ./console logs:view kafka_logs --topic=designs --since=1d --format=json | jq -r .value"
        })
public final class LogsView implements Task {

    private static final int USUAL_LIMIT = 20;
    private static final int MOST = 100_000;

    private final Session session;

    @Parameters(
            paramLabel = "TABLE",
            completionCandidates = LogTable.Names.class,
            description = "kafka_logs: every Kafka record")
    private @Nullable String table;

    @Option(names = "--limit", paramLabel = "N", description = "how many, from 1 to 100000 (20)")
    private @Nullable String limit;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            completionCandidates = Format.Names.class,
            description = "table, json (an object on each line) or csv (table)")
    private @Nullable String format;

    @Option(names = "--full", description = "headers and whole values, a paragraph for each record")
    private boolean full;

    @Option(names = "--utc", description = "times in UTC, typed and shown")
    private boolean utc;

    @ArgGroup(validate = false, heading = "%nFilters:%n")
    private final Filters filters = new Filters();

    public LogsView(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        LogTable from = LogTable.named(Objects.requireNonNullElse(table, ""));
        ZoneId zone = utc ? ZoneOffset.UTC : session.zone();
        Instant now = session.clock().instant();
        LogQuery query = new LogQuery(from, filters, limit());
        WholeView whole = wholeView(zone);
        TableView lines = new TableView(session, zone);
        var statement = whole == null ? query.beginnings(lines.bytesShown(), now, zone) : query.whole(now, zone);
        ClickHouse clickhouse = Connection.of(session);
        if (from != LogTable.KAFKA_LOGS) {
            throw Missing.notShown(clickhouse, from);
        }
        try {
            clickhouse.query(statement, rows -> {
                int count = whole == null ? table(rows, lines) : each(rows, whole);
                session.out().flush();
                if (count == 0) {
                    session.note("no record in " + from.sqlName() + " matches");
                }
            });
        } catch (Refused e) {
            throw Missing.explained(e, clickhouse, from);
        }
    }

    private @Nullable WholeView wholeView(ZoneId zone) {
        return switch (Format.named(Objects.requireNonNullElse(format, "table"))) {
            case TABLE -> full ? new FullView(session.screen(), zone) : null;
            case JSON -> new JsonView();
            case CSV -> new CsvView();
        };
    }

    private static int table(RowReader rows, TableView view) {
        int count = 0;
        for (; rows.next(); count++) {
            view.add(LogRow.read(rows));
        }
        view.print();
        return count;
    }

    private int each(RowReader rows, WholeView view) {
        view.begin(session.out());
        int count = 0;
        for (; rows.next(); count++) {
            view.write(WholeRow.read(rows), session.out());
        }
        return count;
    }

    private int limit() {
        if (limit == null) {
            return USUAL_LIMIT;
        }
        int number = limit.matches("[0-9]{1,6}") ? Integer.parseInt(limit) : 0;
        if (number < 1 || number > MOST) {
            throw Failure.usage("--limit: \"" + limit + "\" is not allowed: a whole number from 1 to " + MOST);
        }
        return number;
    }
}
