package atelier.console.proof;

import atelier.console.session.Failure;
import atelier.console.session.ServiceUrl;
import atelier.console.session.Session;
import atelier.console.session.TableOrJson;
import atelier.console.session.Task;
import atelier.console.session.Typed;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code logs:verify}: is every record in the log, once and as it was said. */
@Command(
        name = "logs:verify",
        header =
                "Proves that nothing is lost or doubled: outboxes against Kafka, Kafka against kafka_logs, record by record.",
        description = {
            "",
            "A reader of its own goes through every partition of every topic up to where it ends now, and asks the table"
                    + " for the same offsets: which are missing, doubled, or not in Kafka; whether each aggregate's events are"
                    + " numbered without holes and in order; which gaps ingest has recorded. Then it asks the services what"
                    + " their outboxes have published, and looks for each of these events in its topic. Changes nothing."
                    + " Exit code 0: nothing was found, 1: something was, with what to do about it. docs/verify.md says what it proves.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ./console logs:verify",
            "  ./console logs:verify --topic=orders,designs --since=24h --content",
            "  ./console logs:verify --services=http://designs:8001,http://orders:8000",
            "  ./console logs:verify --no-outbox",
            "  ./console logs:verify --format=json"
        })
public final class LogsVerify implements Task {

    private static final int LONGEST_WAIT = 3600;

    private final Session session;

    @Option(
            names = "--topic",
            paramLabel = "TOPIC",
            split = ",",
            description = "only this topic, or these with commas (all but internal ones)")
    private List<String> topics = List.of();

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "records from this time on: 24h, 7d, 2026-11-20, 2026-11-20T10:00 (all that Kafka keeps)")
    private @Nullable String since;

    @Option(names = "--content", description = "compare key, value, headers and timestamp too, by hash")
    private boolean content;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            description = "how long to wait for records that are not in the table yet (15)")
    private String wait = "15";

    @Option(
            names = "--services",
            paramLabel = "URL",
            split = ",",
            description =
                    "whose outboxes are compared with Kafka, several with commas (those at DESIGNS_URL and ORDERS_URL)")
    private List<String> services = List.of();

    @Option(names = "--no-outbox", description = "leave the outboxes out: only the log and Kafka")
    private boolean noOutbox;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            completionCandidates = TableOrJson.class,
            description = "table (by topic), or json: a line for each partition and finding")
    private String format = "table";

    public LogsVerify(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        List<String> words = new ArrayList<>(List.of("logs:verify"));
        topics.forEach(topic -> words.add("topic=" + new Typed("--topic", topic).topic()));
        if (since != null) {
            words.add("since="
                    + new Typed("--since", since).moment(session.clock().instant(), session.zone()));
        }
        words.add("content=" + content);
        words.add("wait=" + new Typed("--wait", wait).whole(0, LONGEST_WAIT));
        if (!noOutbox) {
            services().forEach(url -> words.add("service=" + url));
        } else if (!services.isEmpty()) {
            throw Failure.usage("--services and --no-outbox exclude each other");
        }
        words.add("format=" + TableOrJson.checked(format));
        new OwningModule(session).run(words);
    }

    private List<String> services() {
        if (services.isEmpty()) {
            return List.of(ServiceUrl.designs(session.environment()), ServiceUrl.orders(session.environment()));
        }
        return services.stream().map(url -> ServiceUrl.given("--services", url)).toList();
    }
}
