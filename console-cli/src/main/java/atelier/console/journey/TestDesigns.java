package atelier.console.journey;

import atelier.console.session.Session;
import atelier.console.session.TableOrJson;
import atelier.console.session.Task;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kafka:test-designs}: one design, all that can happen to it. */
@Command(
        name = "kafka:test-designs",
        header = "Takes a design through its whole life and looks for every event of it.",
        description = {
            "",
            "Draft, pending, rejected, pending, approved, another title, archived, deleted: over HTTP."
                    + " After each step it waits for every event in Kafka (committed, without a consumer group) and for the same"
                    + " topic, partition and offset in kafka_logs. What it made stays.",
            "Times are in milliseconds from the request: until it was answered, until the event was in Kafka, until it was in"
                    + " ClickHouse. Exit code 1 at the first miss, with what was expected, what was seen and where to look.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ./console kafka:test-designs",
            "  ORDERS_URL=http://orders:8000 ./console kafka:test-designs --designs-url=http://designs:8001 --timeout=1m --format=json"
        })
public final class TestDesigns implements Task {

    private final Session session;

    @Mixin
    private final Journey journey = new Journey();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            completionCandidates = TableOrJson.class,
            description = "table or json (an object on each line) (table)")
    private @Nullable String format;

    public TestDesigns(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        Report report = Journey.report(format, session);
        Service designs = journey.designs(session);
        journey.walk(session, report, walk -> new DesignLife(walk, designs).live());
    }
}
