package atelier.delivery.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates the topics that are missing. Safe to call at any time, from any number of processes. */
public final class KafkaTopics {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Leaders of a new topic answer some milliseconds after it was created. */
    private static final int RETRY_MILLIS = 20;

    private final KafkaSettings kafka;

    public KafkaTopics(KafkaSettings kafka) {
        this.kafka = kafka;
    }

    /**
     * Creates what is missing of the given topics and leaves the others as they are. Returns when each partition of the new ones has a leader that answers: Kafka calls a topic created
     * before that, and a broker that is still coming to lead a partition may refuse a producer's first batch and take the second.
     *
     * @return the names of those that were created
     * @throws TopicsUnavailable if Kafka does not answer within ten seconds or refuses, or a new partition has no leader by then
     */
    public Collection<String> ensure(Collection<TopicPlan> plans) {
        int millis = (int) PATIENCE.toMillis();
        try (Admin admin = Admin.create(kafka.with(Map.of(
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                millis,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                millis / 2,
                AdminClientConfig.RETRY_BACKOFF_MS_CONFIG,
                RETRY_MILLIS)))) {
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
        awaitLeaders(
                admin,
                plans.stream().filter(plan -> created.contains(plan.name())).toList());
        return created;
    }

    private static boolean created(String name, KafkaFuture<Void> answer) {
        try {
            await(answer);
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return false;
            }
            throw TopicsUnavailable.notCreated(name, e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            throw TopicsUnavailable.notCreated(name, e);
        }
    }

    /** Only a partition's leader knows where it ends. Kafka's client looks for it, but not in a topic of which the broker that it asks has not heard yet. */
    private static void awaitLeaders(Admin admin, Collection<TopicPlan> created) {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (TopicPlan plan : created) {
            for (int partition = 0; partition < plan.partitions(); partition++) {
                ends.put(new TopicPartition(plan.name(), partition), OffsetSpec.latest());
            }
        }
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (!ends.isEmpty()) {
            ListOffsetsResult answers = admin.listOffsets(ends);
            boolean mayWait = System.nanoTime() - giveUp < 0;
            ends.keySet().removeIf(partition -> leads(partition, answers, mayWait));
            if (!ends.isEmpty()) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(RETRY_MILLIS));
            }
        }
    }

    private static boolean leads(TopicPartition partition, ListOffsetsResult answers, boolean mayWait) {
        try {
            await(answers.partitionResult(partition));
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException && mayWait) {
                return false;
            }
            throw TopicsUnavailable.notLed(partition, e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            throw TopicsUnavailable.notLed(partition, e);
        }
    }

    /** Longer than Kafka's client takes to give up by itself. */
    private static void await(KafkaFuture<?> answer) throws ExecutionException, TimeoutException {
        try {
            answer.get(2 * PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ExecutionException(e);
        }
    }

    private static NewTopic topic(TopicPlan plan) {
        return new NewTopic(plan.name(), plan.partitions(), plan.replication()).configs(plan.configs());
    }
}
