package atelier.delivery.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates the topics that are missing. Safe to call at any time, from any number of processes. */
public final class KafkaTopics {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final KafkaSettings kafka;

    public KafkaTopics(KafkaSettings kafka) {
        this.kafka = kafka;
    }

    /**
     * Creates what is missing of the given topics and leaves the others as they are.
     *
     * @return the names of those that were created
     * @throws TopicsUnavailable if Kafka does not answer within ten seconds or refuses
     */
    public Collection<String> ensure(Collection<TopicPlan> plans) {
        int millis = (int) PATIENCE.toMillis();
        try (Admin admin = Admin.create(kafka.with(Map.of(
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                millis,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                millis / 2)))) {
            try {
                return ensure(admin, plans);
            } finally {
                admin.close(Duration.ZERO);
            }
        }
    }

    private static Collection<String> ensure(Admin admin, Collection<TopicPlan> plans) {
        Map<String, KafkaFuture<Void>> answers = admin.createTopics(
                        plans.stream().map(KafkaTopics::topic).toList(),
                        new CreateTopicsOptions().timeoutMs((int) PATIENCE.toMillis()))
                .values();
        Collection<String> created = new TreeSet<>();
        answers.forEach((name, answer) -> {
            if (created(name, answer)) {
                created.add(name);
            }
        });
        return created;
    }

    private static boolean created(String name, KafkaFuture<Void> answer) {
        try {
            answer.get(2 * PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return false;
            }
            throw new TopicsUnavailable(name, e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            throw new TopicsUnavailable(name, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TopicsUnavailable(name, e);
        }
    }

    private static NewTopic topic(TopicPlan plan) {
        return new NewTopic(plan.name(), plan.partitions(), plan.replication()).configs(plan.configs());
    }
}
