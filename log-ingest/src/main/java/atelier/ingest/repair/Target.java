package atelier.ingest.repair;

import atelier.ingest.proof.KafkaAdmin;
import atelier.ingest.proof.Unanswered;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The topic that is written to. How far a restore has come is committed in the same Kafka transaction as its records, in
 * group {@code log-restore.<topic>}: so it goes on where it was killed, and never writes a record twice.
 */
final class Target implements AutoCloseable {

    private static final String NOTE = "log-restore/1";
    private static final int REQUEST_BYTES = 64 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(20).toNanos();

    private final String brokers;
    private final String topic;
    private final KafkaAdmin kafka;
    private final String group;
    private final ConsumerGroupMetadata metadata;

    Target(String brokers, String topic) {
        this.brokers = brokers;
        this.topic = topic;
        this.group = "log-restore." + topic;
        this.metadata = metadata(brokers, group);
        this.kafka = new KafkaAdmin(brokers);
    }

    /** Of a group that nobody joins: asks no broker. */
    private static ConsumerGroupMetadata metadata(String brokers, String group) {
        Map<String, Object> config =
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers, ConsumerConfig.GROUP_ID_CONFIG, group);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return consumer.groupMetadata();
        }
    }

    /** Empty if it does not exist. */
    Optional<TopicDescription> topic() {
        try {
            return Optional.ofNullable(
                    kafka.ask(admin -> admin.describeTopics(List.of(topic)).allTopicNames())
                            .get(topic));
        } catch (Unanswered e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * With retention switched off: what is restored is old, and would be dropped at once. Returns when it can be written
     * to: a broker that is still coming to lead a partition may refuse a first batch and take the second.
     */
    void create(int partitions) {
        NewTopic wanted = new NewTopic(topic, Optional.of(partitions), Optional.empty())
                .configs(
                        Map.of("retention.ms", "-1", "message.timestamp.after.max.ms", String.valueOf(Long.MAX_VALUE)));
        kafka.ask(admin -> admin.createTopics(List.of(wanted)).all());
        Map<TopicPartition, OffsetSpec> ends = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest()));
        awaitLeaders(ends);
    }

    /** Only leaders know where partitions end. A broker that has not heard of the topic yet says that there is none. */
    private void awaitLeaders(Map<TopicPartition, OffsetSpec> ends) {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                kafka.ask(admin -> admin.listOffsets(ends).all());
                return;
            } catch (Unanswered e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException) || System.nanoTime() - giveUp > 0) {
                    throw e;
                }
                LockSupport.parkNanos(LOOK_AGAIN_NANOS);
            }
        }
    }

    /** The producer fences a restore into the same topic that is still running, and ends what it had begun. */
    KafkaProducer<byte[], byte[]> producer() {
        Map<String, Object> config = new HashMap<>();
        config.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, group);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, REQUEST_BYTES); // the broker decides what is too big
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
        config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, REQUEST_BYTES);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 30_000);
        KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
        try {
            producer.initTransactions();
            return producer;
        } catch (RuntimeException e) {
            producer.close(Duration.ZERO);
            throw e;
        }
    }

    /** The offset behind the last that was restored by the same wish, if any was. */
    Map<Integer, Long> comeTo(String wish) {
        ListConsumerGroupOffsetsOptions stable = new ListConsumerGroupOffsetsOptions().requireStable(true);
        Map<TopicPartition, OffsetAndMetadata> committed =
                kafka.ask(admin -> admin.listConsumerGroupOffsets(group, stable).partitionsToOffsetAndMetadata());
        Map<Integer, Long> come = new HashMap<>();
        committed.forEach((partition, offset) -> {
            if (offset != null && offset.metadata().equals(NOTE + " " + wish)) {
                come.put(partition.partition(), offset.offset());
            }
        });
        return come;
    }

    void come(KafkaProducer<byte[], byte[]> producer, int partition, long next, String wish) {
        producer.sendOffsetsToTransaction(
                Map.of(new TopicPartition(topic, partition), new OffsetAndMetadata(next, NOTE + " " + wish)), metadata);
    }

    Uuid topicId() {
        return topic().map(TopicDescription::topicId).orElse(Uuid.ZERO_UUID);
    }

    @Override
    public void close() {
        kafka.close();
    }
}
