package atelier.ingest.proof;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.jspecify.annotations.Nullable;

/** What Kafka has at this moment: topics, their ids, and from where to where their partitions reach. */
public final class Landscape implements AutoCloseable {

    private static final long TIMEOUT_SECONDS = 15;

    private final String brokers;
    private final Admin admin;

    public Landscape(String brokers) {
        this.brokers = brokers;
        this.admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, brokers,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000));
    }

    /** All but internal ones. */
    public Set<String> topics() {
        Set<String> topics = new TreeSet<>(answer(admin.listTopics().names()));
        topics.removeIf(topic -> topic.startsWith("__"));
        return topics;
    }

    /** The stretches to compare, by topic and partition. */
    public List<Stretch> stretches(Set<String> wanted, @Nullable Instant since) {
        Set<String> existing = topics();
        for (String topic : wanted) {
            if (!existing.contains(topic)) {
                throw Unanswered.noSuch("there is no topic " + topic + " in Kafka at " + brokers);
            }
        }
        Map<String, TopicDescription> topics = new TreeMap<>(answer(
                admin.describeTopics(wanted.isEmpty() ? existing : wanted).allTopicNames()));
        Set<String> compacted = compacted(topics.keySet());
        List<TopicPartition> partitions = new ArrayList<>();
        topics.forEach((name, topic) -> topic.partitions()
                .forEach(partition -> partitions.add(new TopicPartition(name, partition.partition()))));
        partitions.sort(Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition));
        try (KafkaConsumer<byte[], byte[]> consumer = KafkaReader.consumer(brokers)) {
            // First the ends: what is said later is not looked at.
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
            Map<TopicPartition, Long> starts =
                    since == null ? begins : starts(consumer, partitions, since, begins, ends);
            List<Stretch> stretches = new ArrayList<>();
            for (TopicPartition partition : partitions) {
                String topic = partition.topic();
                long end = ends.getOrDefault(partition, 0L);
                long from = Math.min(starts.getOrDefault(partition, 0L), end);
                boolean compact = compacted.contains(topic);
                boolean copies = topic.endsWith(".dlq");
                TopicDescription description = topics.get(topic);
                if (description != null) {
                    stretches.add(new Stretch(
                            partition, description.topicId(), from, end, from == 0, compact, !compact && !copies));
                }
            }
            consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
            return stretches;
        } catch (KafkaException e) {
            throw Unanswered.of(e, brokers);
        }
    }

    private static Map<TopicPartition, Long> starts(
            KafkaConsumer<byte[], byte[]> consumer,
            List<TopicPartition> partitions,
            Instant since,
            Map<TopicPartition, Long> begins,
            Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, since.toEpochMilli()));
        Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(times);
        Map<TopicPartition, Long> starts = new HashMap<>();
        for (TopicPartition partition : partitions) {
            OffsetAndTimestamp first = found.get(partition);
            long start = first == null ? ends.getOrDefault(partition, 0L) : first.offset();
            starts.put(partition, Math.max(start, begins.getOrDefault(partition, 0L)));
        }
        return starts;
    }

    /** The offsets behind the last that each log has, open transactions included. */
    public Map<TopicPartition, Long> logEnds(Collection<TopicPartition> partitions) {
        return offsets(partitions, OffsetSpec.latest());
    }

    /** The first offsets that each log has, or will have next. */
    public Map<TopicPartition, Long> logBegins(Collection<TopicPartition> partitions) {
        return offsets(partitions, OffsetSpec.earliest());
    }

    private Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions, OffsetSpec which) {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        partitions.forEach(partition -> asked.put(partition, which));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        Map<TopicPartition, ListOffsetsResultInfo> answers =
                answer(admin.listOffsets(asked).all());
        answers.forEach((partition, found) -> offsets.put(partition, found.offset()));
        return offsets;
    }

    /** The first offset at or after a time, or another one if there is none. */
    public long offsetAt(TopicPartition partition, Instant time, long otherwise) {
        long offset = answer(admin.listOffsets(Map.of(partition, OffsetSpec.forTimestamp(time.toEpochMilli())))
                        .partitionResult(partition))
                .offset();
        return offset < 0 ? otherwise : offset;
    }

    /** A topic that is deleted and created again has another. */
    public Uuid topicId(String topic) {
        Map<String, TopicDescription> topics =
                answer(admin.describeTopics(Set.of(topic)).allTopicNames());
        TopicDescription description = topics.get(topic);
        return description == null ? Uuid.ZERO_UUID : description.topicId();
    }

    private Set<String> compacted(Set<String> topics) {
        List<ConfigResource> resources = topics.stream()
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                .toList();
        Map<ConfigResource, Config> configs =
                answer(admin.describeConfigs(resources).all());
        Set<String> compacted = new TreeSet<>();
        configs.forEach((resource, config) -> {
            ConfigEntry policy = config.get("cleanup.policy");
            if (policy != null && policy.value().contains("compact")) {
                compacted.add(resource.name());
            }
        });
        return compacted;
    }

    private <T> T answer(KafkaFuture<T> future) {
        try {
            return future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw Unanswered.because("cannot reach Kafka at " + brokers + ": " + cause.getMessage());
        } catch (TimeoutException e) {
            throw Unanswered.because("no answer from Kafka at " + brokers + " in " + TIMEOUT_SECONDS + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Observer.Stopped();
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
    }
}
