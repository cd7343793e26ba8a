package atelier.console.letters;

import atelier.console.session.Ended;
import atelier.console.session.Session;
import atelier.console.session.Task;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ingest:dead-letters retry}: judged again, by the log-ingest of today. */
@Command(
        name = "retry",
        header = "Has dead letters judged again, after a new release of log-ingest or a changed setting.",
        description = {
            "",
            "log-ingest does it, in one step that can be repeated: what fits now gets its row, what does not stays a dead"
                    + " letter with the reason of now. Safe to interrupt and to repeat. A discarded one that is named is judged"
                    + " too. Exit code 1 if some still do not fit.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ./console ingest:dead-letters retry --table=audit_logs --reason-contains=created_at --dry-run",
            "  ./console ingest:dead-letters retry audit-logs/0/12 audit-logs/0/13",
            "  ./console ingest:dead-letters retry --all --no-wait"
        })
final class RetryLetters implements Task {

    private final Session session;

    @Mixin
    private final Asking asking = new Asking();

    RetryLetters(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        List<LetterTable.Line> answers = asking.ask(session, "retry", "");
        if (answers.isEmpty()) {
            return;
        }
        long misfits =
                answers.stream().filter(line -> line.state().equals("open")).count();
        long resolved =
                answers.stream().filter(line -> line.state().equals("resolved")).count();
        session.note(resolved + " fit now, " + misfits + " still do not"
                + (resolved + misfits < answers.size()
                        ? ", " + (answers.size() - resolved - misfits) + " were decided otherwise meanwhile"
                        : ""));
        if (misfits > 0) {
            throw Ended.failed();
        }
    }
}
