package atelier.console.journey;

import atelier.console.session.Session;
import atelier.console.session.TableOrJson;
import atelier.console.session.Task;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kafka:test-integration}: two services that only hear of each other over Kafka. */
@Command(
        name = "kafka:test-integration",
        header = "Takes orders and their designs through both services and looks for every event.",
        description = {
            "",
            "An order on hold is released by the approval of its design, processed, shipped and delivered; others are cancelled, by hand and by an archived design; one is refused."
                    + " After each step it waits for every event in Kafka (committed, without a consumer group) and for the same"
                    + " topic, partition and offset in kafka_logs. What it made stays.",
            "Times are in milliseconds from the request: until it was answered, until the event was in Kafka, until it was in"
                    + " ClickHouse. Exit code 1 at the first miss, with what was expected, what was seen and where to look.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ./console kafka:test-integration",
            "  ORDERS_URL=http://orders:8000 ./console kafka:test-integration --designs-url=http://designs:8001 --timeout=1m --format=json"
        })
public final class TestIntegration implements Task {

    private final Session session;

    @Mixin
    private final Journey journey = new Journey();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            completionCandidates = TableOrJson.class,
            description = "table or json (an object on each line) (table)")
    private @Nullable String format;

    public TestIntegration(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        Report report = Journey.report(format, session);
        Service designs = journey.designs(session);
        Service orders = journey.orders(session);
        journey.walk(session, report, walk -> new OrderLife(walk, designs, orders).live());
    }
}
