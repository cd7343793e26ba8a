package atelier.console.logs;

import atelier.console.clickhouse.Connection;
import atelier.console.session.Failure;
import atelier.console.session.Session;
import atelier.console.session.Typed;
import atelier.logs.clickhouse.ClickHouse;
import atelier.logs.clickhouse.Refused;
import atelier.logs.filter.Filter;
import atelier.logs.follow.Following;
import atelier.logs.view.LogColumn;
import atelier.logs.view.LogTable;
import atelier.logs.view.Tables;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What {@code logs:tail} and {@code pail} can be told, and how they do it. */
final class Tailing {

    private static final int USUAL_HISTORY = 50;
    private static final int MOST = 100_000;

    /** Kept in memory before it is shown, so that rows are shown once though an answer breaks off. */
    private static final Following.Size BATCH = new Following.Size(5_000, 16 << 20);

    @Option(
            names = {"-n", "--limit"},
            paramLabel = "N",
            description = "how many of the newest are shown first, from 0 to 100000 (50)")
    private @Nullable String limit;

    @Mixin
    private final RowDisplay display = new RowDisplay();

    @ArgGroup(validate = false, heading = "%nFilters:%n")
    private final Filters filters = new Filters();

    void run(Session session, String name) {
        if (!Tables.possible(name)) {
            throw Failure.usage("TABLE: \"" + name + "\" is not the name of a table; kafka_logs is one");
        }
        Looks looks = display.looks(session);
        int history = limit == null ? USUAL_HISTORY : (int) new Typed("-n", limit).whole(0, MOST);
        Filter filter = filters.filter(session.clock().instant(), looks.zone());
        ClickHouse clickhouse = Connection.ofFollower(session);
        try {
            LogTable table = Tables.named(name, clickhouse);
            follow(session, clickhouse, table, filter, looks, history);
        } catch (Refused e) {
            throw Tables.explained(e, clickhouse, name);
        }
    }

    static void follow(
            Session session, ClickHouse clickhouse, LogTable table, Filter filter, Looks looks, int history) {
        if (!Following.possible(table)) {
            throw Failure.usage(
                    table.name() + " cannot be followed: log-ingest does not write it in the order of Kafka");
        }
        List<LogColumn> shown = looks.shown(table);
        Following following = new Following(table, shown, looks.cut(session), BATCH);
        new Live(session, clickhouse, looks.flowing(shown, session), following, filter).run(history);
    }
}
