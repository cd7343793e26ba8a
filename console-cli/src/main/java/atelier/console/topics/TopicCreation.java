package atelier.console.topics;

import atelier.console.session.Failure;
import atelier.delivery.kafka.KafkaSettings;
import atelier.delivery.kafka.KafkaTopics;
import atelier.delivery.kafka.TopicPlan;
import atelier.delivery.kafka.TopicsUnavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;

/** Asks Kafka for the topics. */
final class TopicCreation {

    private static final int PATIENCE_SECONDS = 10;

    private final Wishes wishes;
    private final KafkaSettings kafka;

    TopicCreation(Wishes wishes) {
        this.wishes = wishes;
        this.kafka = KafkaSettings.of(wishes.brokers());
    }

    /** A topic as it now is. */
    record Outcome(String topic, boolean created, int partitions) {}

    List<Outcome> create(Collection<String> names) {
        try {
            Collection<String> created =
                    new KafkaTopics(kafka).ensure(names.stream().map(this::plan).toList());
            Map<String, TopicDescription> existing = described(
                    names.stream().filter(name -> !created.contains(name)).toList());
            List<Outcome> outcomes = new ArrayList<>();
            for (String name : names) {
                TopicDescription description = existing.get(name);
                outcomes.add(
                        description == null
                                ? new Outcome(name, true, wishes.partitions())
                                : new Outcome(
                                        name, false, description.partitions().size()));
            }
            return outcomes;
        } catch (TopicsUnavailable e) {
            throw new Failure("Kafka at " + wishes.brokers() + ": " + e.getMessage());
        }
    }

    private TopicPlan plan(String name) {
        Duration retention = wishes.retention();
        Map<String, String> configs =
                retention == null ? Map.of() : Map.of("retention.ms", Long.toString(retention.toMillis()));
        return new TopicPlan(name, wishes.partitions(), (short) wishes.replication(), configs);
    }

    private Map<String, TopicDescription> described(Collection<String> names) {
        if (names.isEmpty()) {
            return Map.of();
        }
        try (Admin admin = Admin.create(kafka.with(Map.of()))) {
            return admin.describeTopics(names).allTopicNames().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new Failure("Kafka at " + wishes.brokers() + " did not describe its topics: " + cause.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("interrupted while asking Kafka for its topics");
        }
    }
}
