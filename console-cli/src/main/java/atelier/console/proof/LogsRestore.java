package atelier.console.proof;

import atelier.console.session.Session;
import atelier.console.session.TableOrJson;
import atelier.console.session.Task;
import atelier.console.session.Typed;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code logs:restore}: from the log into Kafka, byte for byte. */
@Command(
        name = "logs:restore",
        header = "Writes a topic's records from the log into Kafka: key, headers, value and timestamp, byte for byte.",
        description = {
            "",
            "Works when Kafka has long dropped the originals. Each partition in the order of its offsets, in transactions that"
                    + " also say how far it came: interrupted or killed, the same command goes on from there, and writes no"
                    + " record twice. A topic that is not there is created, without retention."
                    + " Each run is on record in table ingest_operations. Times must be fixed ones, or the same command would"
                    + " mean other records when it goes on.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ./console logs:restore --topic=orders --to-topic=orders-restored --dry-run",
            "  ./console logs:restore --topic=orders --to-topic=orders-restored --from=2026-11-01 --to=2026-11-08 --rate=2000/s"
        })
public final class LogsRestore implements Task {

    private final Session session;

    @Option(names = "--topic", paramLabel = "TOPIC", required = true, description = "whose records")
    private String topic = "";

    @Option(names = "--to-topic", paramLabel = "TOPIC", required = true, description = "where they are written")
    private String toTopic = "";

    @Mixin
    private final Bounds bounds = new Bounds(false);

    @Option(names = "--dry-run", description = "only count what would be written")
    private boolean dryRun;

    @Option(names = "--rate", paramLabel = "N/s", description = "records to write in a second (as fast as it goes)")
    private @Nullable String rate;

    @Option(names = "--force", description = "also into the topic that they came from")
    private boolean force;

    @Option(names = "--again", description = "also what the same command has written before")
    private boolean again;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            completionCandidates = TableOrJson.class,
            description = "table, or json: a line for each partition")
    private String format = "table";

    public LogsRestore(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        List<String> words = new ArrayList<>(List.of(
                "logs:restore",
                "topic=" + new Typed("--topic", topic).topic(),
                "to-topic=" + new Typed("--to-topic", toTopic).topic()));
        bounds.addTo(words, session);
        words.add("dry-run=" + dryRun);
        words.add("force=" + force);
        words.add("again=" + again);
        words.add("rate=" + Rate.of(rate));
        words.add("format=" + TableOrJson.checked(format));
        new OwningModule(session).run(words);
    }
}
