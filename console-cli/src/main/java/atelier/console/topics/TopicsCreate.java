package atelier.console.topics;

import atelier.console.kafka.Brokers;
import atelier.console.session.Failure;
import atelier.console.session.Session;
import atelier.console.session.Task;
import atelier.console.text.Column;
import atelier.console.text.Grid;
import atelier.console.text.Grid.Cell;
import atelier.console.text.Style;
import atelier.console.topics.TopicCreation.Outcome;
import atelier.events.Topics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code topics:create}: creates the topics of Atelier, and says which were there already. */
@Command(
        name = "topics:create",
        header = "Creates the Kafka topics that are missing, and leaves the others as they are.",
        description = {
            "",
            "Safe to repeat. The services create their topics themselves; this is for setting them up beforehand, with"
                    + " other numbers. Without options the same settings count as for the services: KAFKA_BROKERS,"
                    + " TOPIC_PARTITIONS, TOPIC_REPLICATION, TOPIC_RETENTION_HOURS, and TOPIC_ORDERS and so on for names.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ./console topics:create",
            "  KAFKA_BROKERS=kafka:9092 ./console topics:create --partitions=12 --replication-factor=3 --retention=30d"
        })
public final class TopicsCreate implements Task {

    private final Session session;

    @Option(names = "--partitions", paramLabel = "N", description = "of each topic, from 1 to 1000 (6)")
    private @Nullable String partitions;

    @Option(
            names = "--replication-factor",
            paramLabel = "N",
            description = "copies of each, from 1 to 10 (the broker's default)")
    private @Nullable String replication;

    @Option(
            names = "--retention",
            paramLabel = "SPAN",
            description = "how long records are kept: 12h, 7d, 4w (the broker's default)")
    private @Nullable String retention;

    public TopicsCreate(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        Wishes wishes = Wishes.of(partitions, replication, retention, session.environment(), Topics.DEFAULT_PARTITIONS);
        List<String> names = Topics.ALL.stream()
                .map(topic -> name(topic, session.environment()))
                .toList();
        Brokers.mustListen(wishes.brokers());
        // Kafka's client logs through SLF4J, which would say that there is no log.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        List<Outcome> outcomes = new TopicCreation(wishes).create(names);
        Grid grid = new Grid(
                session.screen(), Column.left("TOPIC", 10), Column.right("PARTITIONS"), Column.left("STATE", 7));
        for (Outcome outcome : outcomes) {
            grid.row(
                    Cell.of(outcome.topic()),
                    Cell.of(Integer.toString(outcome.partitions())),
                    outcome.created() ? new Cell("created", Style.GREEN) : new Cell("existed", Style.DIM));
        }
        grid.lines().forEach(session.out()::line);
        session.out().flush();
        for (Outcome outcome : outcomes) {
            if (outcome.partitions() != wishes.partitions()) {
                session.warn("topic " + outcome.topic() + " has " + outcome.partitions() + " partitions, not "
                        + wishes.partitions()
                        + "; it is left so, because adding some would move keys to other partitions");
            }
        }
    }

    private static String name(String topic, Map<String, String> environment) {
        String variable = "TOPIC_" + topic.toUpperCase(Locale.ROOT).replace('-', '_');
        String name = environment.getOrDefault(variable, topic);
        if (!name.matches("[a-zA-Z0-9._-]{1,249}") || Topics.isInternal(name)) {
            throw Failure.usage(
                    variable + "=" + name + " is not allowed: 1 to 249 of a-z A-Z 0-9 . _ -, not beginning with __");
        }
        return name;
    }
}
