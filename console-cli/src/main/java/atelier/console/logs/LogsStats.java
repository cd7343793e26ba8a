package atelier.console.logs;

import atelier.console.clickhouse.Connection;
import atelier.console.clickhouse.Waiting;
import atelier.console.session.Session;
import atelier.console.session.Task;
import atelier.console.session.Typed;
import atelier.logs.clickhouse.ClickHouse;
import atelier.logs.clickhouse.Refused;
import atelier.logs.filter.Filter;
import atelier.logs.octets.Json;
import atelier.logs.stats.By;
import atelier.logs.stats.Stat;
import atelier.logs.stats.Stats;
import atelier.logs.stats.StatsQuery;
import atelier.logs.time.Stamp;
import atelier.logs.view.KafkaLogs;
import atelier.logs.view.Tables;
import java.time.Instant;
import java.util.Iterator;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code logs:stats}: how many records, how large, how often, and how many of them failed. */
@Command(
        name = "logs:stats",
        header = "Counts the records of the log: how many, how often, how large, how many failed.",
        description = {
            "",
            "By topic, type, status or minute. Answered from counts that the table keeps for each minute, so it takes the same"
                    + " few milliseconds whatever the size of the log; times are rounded outwards to whole minutes.",
            "Errors are the records with status failed or invalid. By minute it looks back an hour unless told otherwise,"
                    + " else at the whole log.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ./console logs:stats",
            "  ./console logs:stats --by=minute --since=2h --topic=orders",
            "  ./console logs:stats --by=type --not status=success --format=json"
        })
public final class LogsStats implements Task {

    private static final int USUAL_LIMIT = 100;
    /** Of minutes more make sense: a week has ten thousand. */
    private static final int USUAL_MINUTES = 20_000;

    private static final int MOST = 100_000;

    private final Session session;

    @Option(
            names = "--by",
            paramLabel = "WHAT",
            completionCandidates = Bys.class,
            description = "topic, type, status or minute (topic)")
    private @Nullable String by;

    @Option(names = "--limit", paramLabel = "N", description = "how many lines (100; 20000 minutes)")
    private @Nullable String limit;

    @Option(names = "--sql", description = "prints the query that it would run, for clickhouse-client")
    private boolean sql;

    @Mixin
    private final Display display = new Display();

    @ArgGroup(validate = false, heading = "%nFilters:%n")
    private final StatsFilters filters = new StatsFilters();

    public LogsStats(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        By counted = counted();
        boolean minutes = counted == By.MINUTE;
        Format format = display.format();
        int most = Limit.of(limit, minutes ? USUAL_MINUTES : USUAL_LIMIT, MOST);
        Instant now = session.clock().instant();
        Filter filter = filters.filter(now, display.zone(session), minutes ? "1h" : null);
        StatsQuery query = new StatsQuery(counted, filter, most);
        ClickHouse clickhouse = Connection.of(session);
        if (sql) {
            session.out().line(query.statement(clickhouse.database()).inlined());
            return;
        }
        try (Waiting _ = Waiting.on(clickhouse, session)) {
            show(query.ask(clickhouse, now), format);
        } catch (Refused e) {
            throw Tables.explained(e, clickhouse, KafkaLogs.NAME);
        }
    }

    private By counted() {
        String word = new Typed("--by", Objects.requireNonNullElse(by, "topic")).oneOf(By.words());
        return By.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private void show(Stats stats, Format format) {
        switch (format) {
            case TABLE -> new StatsTable(stats, session, display.zone(session)).print();
            case JSON -> stats.stats().forEach(stat -> session.out().line(json(stats, stat)));
            case CSV -> csv(stats);
        }
        session.out().flush();
        if (stats.stats().isEmpty()) {
            session.note("no record matches");
        } else if (stats.cut()) {
            session.note("there are more; --limit shows them");
        }
    }

    private static String json(Stats stats, Stat stat) {
        Json json = new Json();
        stats.write(stat, json);
        return json.toString();
    }

    private void csv(Stats stats) {
        boolean minutes = stats.by() == By.MINUTE;
        String column = stats.by().column();
        session.out()
                .line((minutes ? column : column + "," + column + "_encoding")
                        + ",records,bytes,failed,invalid,per_second,error_percent");
        for (Stat stat : stats.stats()) {
            session.out()
                    .line((minutes ? Stamp.utc(Stats.minute(stat)) : Csv.encoded(stat.label())) + "," + stat.records()
                            + ","
                            + stat.bytes() + "," + stat.failed() + "," + stat.invalid() + ","
                            + Stats.rounded(stats.perSecond(stat)) + "," + Stats.rounded(stat.errorPercent()));
        }
    }

    /** For shell completion. */
    static final class Bys implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return By.words().iterator();
        }
    }
}
