package atelier.delivery.consuming;

import atelier.delivery.kafka.KafkaSettings;
import atelier.delivery.kafka.KafkaTopics;
import atelier.delivery.kafka.TopicNames;
import atelier.delivery.kafka.TopicPlan;
import atelier.delivery.outbox.Outbox;
import atelier.delivery.outbox.Transactions;
import atelier.delivery.testing.Effects;
import atelier.delivery.testing.Said;
import atelier.delivery.testing.TestDatabase;
import atelier.devstack.TestServers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A topic to say things on, a database, and consumer loops between them. */
final class ConsumerFixture implements AutoCloseable {
    final TestDatabase database = TestDatabase.on(TestServers.postgres());
    final Effects effects = new Effects(database);
    final String brokers = TestServers.kafka().bootstrapServers();
    final String topic = "said-" + database.name();
    final Said said;
    private final List<ConsumerLoop> loops = new ArrayList<>();

    ConsumerFixture() {
        effects.createTable();
        new KafkaTopics(KafkaSettings.of(brokers)).ensure(List.of(TopicPlan.of(topic)));
        said = new Said(brokers, topic);
    }

    String group() {
        return "group-" + database.name();
    }

    ConsumerLoop start(EventHandler handler) {
        ConsumerLoop loop = loop(database, brokers, topic, group(), handler);
        loops.add(loop);
        loop.start();
        return loop;
    }

    static ConsumerLoop loop(TestDatabase database, String brokers, String topic, String group, EventHandler handler) {
        return new ConsumerLoop(
                new ConsumerSettings(
                        group,
                        List.of(TopicPlan.of(topic)),
                        100,
                        Duration.ofMillis(50),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(10),
                        Duration.ofDays(14)),
                KafkaSettings.of(brokers),
                new Transactions(database.dataSource(), new Outbox(TopicNames.DEFAULT), () -> {}),
                handler,
                new SimpleMeterRegistry());
    }

    @Override
    public void close() {
        loops.forEach(ConsumerLoop::close);
        said.close();
        database.close();
    }
}
