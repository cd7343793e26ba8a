package atelier.ingest.proof;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.jspecify.annotations.Nullable;

/** What Kafka has at this moment: topics, their ids, and from where to where their partitions reach. */
public final class Landscape implements AutoCloseable {

    private final String brokers;
    private final KafkaAdmin kafka;

    public Landscape(String brokers) {
        this.brokers = brokers;
        this.kafka = new KafkaAdmin(brokers);
    }

    /** All but internal ones. */
    public Set<String> topics() {
        Set<String> names = kafka.ask(admin -> admin.listTopics().names());
        return names.stream().filter(name -> !name.startsWith("__")).collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * The stretches to compare, by topic and partition.
     *
     * @param wanted topics; empty for all but internal ones
     * @param since records from this time on; null for all
     */
    public List<Stretch> stretches(Set<String> wanted, @Nullable Instant since) {
        Set<String> existing = topics();
        for (String topic : wanted) {
            if (!existing.contains(topic)) {
                throw Unanswered.noSuch("there is no topic " + topic + " in Kafka at " + brokers);
            }
        }
        Map<String, TopicDescription> topics = described(wanted.isEmpty() ? existing : wanted);
        return new Stretches(brokers, topics, compacted(topics.keySet())).since(since);
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
                kafka.ask(admin -> admin.listOffsets(asked).all());
        answers.forEach((partition, found) -> offsets.put(partition, found.offset()));
        return offsets;
    }

    /** The first offset at or after a time, or another one if there is none. */
    public long offsetAt(TopicPartition partition, Instant time, long otherwise) {
        OffsetSpec from = OffsetSpec.forTimestamp(time.toEpochMilli());
        long offset = kafka.ask(
                        admin -> admin.listOffsets(Map.of(partition, from)).partitionResult(partition))
                .offset();
        return offset < 0 ? otherwise : offset;
    }

    /** A topic that is deleted and created again has another. */
    public Uuid topicId(String topic) {
        TopicDescription description = described(Set.of(topic)).get(topic);
        return description == null ? Uuid.ZERO_UUID : description.topicId();
    }

    private Map<String, TopicDescription> described(Set<String> topics) {
        return kafka.ask(admin -> admin.describeTopics(topics).allTopicNames());
    }

    private Set<String> compacted(Set<String> topics) {
        List<ConfigResource> resources = topics.stream()
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                .toList();
        Map<ConfigResource, Config> configs =
                kafka.ask(admin -> admin.describeConfigs(resources).all());
        Set<String> compacted = new TreeSet<>();
        configs.forEach((resource, config) -> {
            ConfigEntry policy = config.get("cleanup.policy");
            if (policy != null && policy.value().contains("compact")) {
                compacted.add(resource.name());
            }
        });
        return compacted;
    }

    @Override
    public void close() {
        kafka.close();
    }
}
