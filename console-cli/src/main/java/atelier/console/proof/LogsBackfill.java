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

/** {@code logs:backfill}: from Kafka into the log, what is missing there. */
@Command(
        name = "logs:backfill",
        header = "Reads a topic again from Kafka and inserts the records that the log does not have.",
        description = {
            "",
            "Safe to repeat and to interrupt, also while log-ingest runs: it inserts only what is missing, below the highest"
                    + " offset that the log has; what is above is log-ingest's. One at a time for each partition."
                    + " Each run is on record in table ingest_operations. Times may be spans back from now, too: 24h.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ./console logs:backfill --topic=orders --dry-run",
            "  ./console logs:backfill --topic=orders --partition=3 --from=1200 --to=1300",
            "  ./console logs:backfill --topic=orders --from=24h --rate=5000/s"
        })
public final class LogsBackfill implements Task {

    private static final int MOST_PARTITIONS = 1_000_000;

    private final Session session;

    @Option(names = "--topic", paramLabel = "TOPIC", required = true, description = "the topic to read again")
    private String topic = "";

    @Option(names = "--partition", paramLabel = "N", description = "only this partition (all)")
    private @Nullable String partition;

    @Mixin
    private final Bounds bounds = new Bounds(true);

    @Option(names = "--dry-run", description = "only count what is missing")
    private boolean dryRun;

    @Option(names = "--rate", paramLabel = "N/s", description = "records to read in a second (as fast as it goes)")
    private @Nullable String rate;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            completionCandidates = TableOrJson.class,
            description = "table, or json: a line for each partition")
    private String format = "table";

    public LogsBackfill(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        List<String> words = new ArrayList<>(List.of("logs:backfill", "topic=" + new Typed("--topic", topic).topic()));
        if (partition != null) {
            words.add("partition=" + new Typed("--partition", partition).whole(0, MOST_PARTITIONS));
        }
        bounds.addTo(words, session);
        words.add("dry-run=" + dryRun);
        words.add("rate=" + Rate.of(rate));
        words.add("format=" + TableOrJson.checked(format));
        new OwningModule(session).run(words);
    }
}
