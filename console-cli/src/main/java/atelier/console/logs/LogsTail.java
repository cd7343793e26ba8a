package atelier.console.logs;

import atelier.console.session.Session;
import atelier.console.session.Task;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code logs:tail}: the newest records of a log table, and then each one that comes. */
@Command(
        name = "logs:tail",
        header = "Follows a log table: its newest records, and then each one that comes.",
        description = {
            "",
            "Reads ClickHouse itself, so it works while log-ingest is down. Each record that passes the filters is shown"
                    + " once: how far it is, is kept as an offset for each partition, so none is left out because it became"
                    + " visible later than one with a later time. When ClickHouse goes away it says so and goes on where"
                    + " it stopped. Ctrl-C ends it.",
            "Follows kafka_logs and the tables made from it (application_logs, audit_logs, …). Records that are put in"
                    + " afterwards below what was there (logs:backfill, dead letters tried again) are not shown.",
            ""
        },
        footer = {
            "",
            "-n counts what is shown first, also with --since: logs:tail --since=10m -n 100000 shows all of ten minutes.",
            "Filters and formats are those of logs:view.",
            "",
            "Examples:",
            "  ./console logs:tail",
            "  ./console logs:tail kafka_logs --topic=orders --not status=success -n 5",
            "  ./console logs:tail audit_logs --format=json | jq .action"
        })
public final class LogsTail implements Task {

    private final Session session;

    @Parameters(
            paramLabel = "TABLE",
            arity = "0..1",
            completionCandidates = FollowedNames.class,
            description = "kafka_logs: every Kafka record (this one if none is named); application_logs, audit_logs,"
                    + " analytics_events, sms_logs, email_logs")
    private @Nullable String table;

    @Mixin
    private final Tailing tailing = new Tailing();

    public LogsTail(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        tailing.run(session, Objects.requireNonNullElse(table, "kafka_logs"));
    }
}
