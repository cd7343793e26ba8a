package atelier.console.check;

import atelier.console.clickhouse.Connection;
import atelier.console.session.Failure;
import atelier.console.session.Session;
import atelier.console.session.Task;
import atelier.console.text.Visible;
import atelier.logs.clickhouse.ClickHouse;
import atelier.logs.clickhouse.Refused;
import atelier.logs.time.Stamp;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import picocli.CommandLine.Command;

/** {@code clickhouse:test}: connects, writes and reads back, and says what is stored. */
@Command(
        name = "clickhouse:test",
        header = "Tells whether ClickHouse works, and what is in it.",
        description = {
            "",
            "Connects, writes a row to a table of its own, reads it back and drops the table; then shows version, latency,"
                    + " tables with rows, sizes and parts, the age of the newest record and the records by status.",
            "Exit code 1 when anything fails, saying what.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ./console clickhouse:test",
            "  CLICKHOUSE_HOST=clickhouse CLICKHOUSE_PASSWORD=clickhouse ./console clickhouse:test"
        })
public final class ClickHouseTest implements Task {

    private static final int LABEL_COLUMNS = 16;

    private final Session session;

    public ClickHouseTest(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        ClickHouse clickhouse = Connection.of(session);
        step("connecting", clickhouse, this::connect);
        step("writing and reading back", clickhouse, this::roundTrip);
        step("listing the tables", clickhouse, this::contents);
    }

    private void connect(ClickHouse clickhouse) {
        Latency latency = Latency.measured(clickhouse);
        say("ClickHouse", latency.version() + " at " + clickhouse.address());
        say("latency", latency.text());
    }

    private void roundTrip(ClickHouse clickhouse) {
        Duration took = ScratchTable.roundTrip(clickhouse);
        say("write and read", "works, " + Stamp.span(took) + " with creating and dropping a table");
    }

    private void contents(ClickHouse clickhouse) {
        say("database", clickhouse.database());
        Contents contents = Contents.of(clickhouse);
        if (!contents.has("kafka_logs")) {
            throw new Failure("database " + clickhouse.database()
                    + " has no table kafka_logs yet; log-ingest creates it when it starts (make run)");
        }
        session.out().line("");
        contents.grid(session.screen()).lines().forEach(session.out()::line);
        session.out().line("");
        Contents.newest(clickhouse)
                .ifPresentOrElse(this::newest, () -> say("newest record", "none, kafka_logs is empty"));
        for (Contents.Count count : Contents.byStatus(clickhouse)) {
            say(Visible.line(count.status()), Long.toString(count.rows()));
        }
    }

    private void newest(Contents.Newest newest) {
        say("newest record", ago(newest.event(), newest.now()));
        say("last insert", ago(newest.ingested(), newest.now()));
    }

    private String ago(long time, long now) {
        return Stamp.span(Duration.ofMillis(now - time)) + " ago, "
                + Stamp.full(Instant.ofEpochMilli(time), session.zone());
    }

    /** What was found so far stays on the screen when a step fails, and the failure names the step. */
    private void step(String what, ClickHouse clickhouse, Consumer<ClickHouse> step) {
        try {
            step.accept(clickhouse);
        } catch (Refused e) {
            throw new Failure(what + ": " + (e.unknownDatabase() ? noDatabase(clickhouse) : e.line()));
        } finally {
            session.out().flush();
        }
    }

    private static String noDatabase(ClickHouse clickhouse) {
        return "there is no database " + clickhouse.database()
                + " yet; log-ingest creates it when it starts (make run), or set CLICKHOUSE_DATABASE";
    }

    private void say(String what, String found) {
        session.out().line(what + " ".repeat(Math.max(1, LABEL_COLUMNS - what.length())) + found);
    }
}
