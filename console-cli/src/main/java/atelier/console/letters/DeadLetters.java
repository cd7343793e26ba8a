package atelier.console.letters;

import atelier.console.session.Failure;
import atelier.console.session.Session;
import atelier.console.session.Task;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code ingest:dead-letters}: what is to be seen and done about records that do not fit a typed table. */
@Command(
        name = "ingest:dead-letters",
        header = "Shows the records that do not fit a typed table, and has them judged again or discarded.",
        description = {
            "",
            "A record that belongs to application_logs, audit_logs, analytics_events, sms_logs or email_logs and does not fit"
                    + " is a dead letter. The record itself stays in kafka_logs. docs/operations.md says what to do.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ./console ingest:dead-letters list --by=reason",
            "  ./console ingest:dead-letters show audit-logs/0/12",
            "  ./console ingest:dead-letters retry --table=audit_logs --reason-contains=created_at",
            "  ./console ingest:dead-letters discard audit-logs/0/12 --reason='sent by a test'"
        })
public final class DeadLetters implements Task {

    private final Session session;

    public DeadLetters(Session session) {
        this.session = session;
    }

    @Override
    public Map<String, Task> verbs() {
        Map<String, Task> verbs = new LinkedHashMap<>();
        verbs.put("list", new ListLetters(session));
        verbs.put("show", new ShowLetter(session));
        verbs.put("retry", new RetryLetters(session));
        verbs.put("discard", new DiscardLetters(session));
        return verbs;
    }

    @Override
    public void run() {
        throw Failure.usage(
                "list, show, retry or discard is expected; ./console ingest:dead-letters --help explains them");
    }
}
