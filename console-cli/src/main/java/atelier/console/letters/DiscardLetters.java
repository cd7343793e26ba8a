package atelier.console.letters;

import atelier.console.session.Failure;
import atelier.console.session.Session;
import atelier.console.session.Task;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ingest:dead-letters discard}: nobody will look at them again. */
@Command(
        name = "discard",
        header = "Settles dead letters for good: no rebuild judges them again.",
        description = {
            "",
            "Who and why is kept with them; list --state=discarded shows them, retry ID takes one back. The records stay in"
                    + " kafka_logs.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ./console ingest:dead-letters discard audit-logs/0/12 --reason='sent by a test'",
            "  ./console ingest:dead-letters discard --topic=audit-logs --reason-contains='not an object' --reason=noise --yes"
        })
final class DiscardLetters implements Task {

    private static final int LONGEST_REASON = 500;

    private final Session session;

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "why, for those who wonder later")
    private @Nullable String reason;

    @Option(names = "--yes", description = "needed with filters and --all; see with --dry-run what they select")
    private boolean yes;

    @Mixin
    private final Asking asking = new Asking();

    DiscardLetters(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        String why = reason == null ? "" : reason.strip();
        if (why.isEmpty() || why.length() > LONGEST_REASON) {
            throw Failure.usage("--reason: a text of 1 to " + LONGEST_REASON + " characters is expected");
        }
        asking.selection.check();
        if (!yes && !asking.dryRun() && asking.selection.names().isEmpty()) {
            throw Failure.usage("--yes is needed to discard what is not named; --dry-run shows what that is");
        }
        List<LetterTable.Line> answers = asking.ask(session, "discard", why);
        if (!answers.isEmpty()) {
            long discarded = answers.stream()
                    .filter(line -> line.state().equals("discarded"))
                    .count();
            session.note(discarded + " discarded"
                    + (discarded < answers.size()
                            ? ", " + (answers.size() - discarded) + " were decided otherwise meanwhile"
                            : ""));
        }
    }
}
