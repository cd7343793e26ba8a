package atelier.delivery.testing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Follows a topic from now on, to tell when something has come out. For one thread. */
public final class Watch implements AutoCloseable {
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Set<String> aggregates = new HashSet<>();

    public Watch(String brokers, String topic) {
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", brokers,
                        "isolation.level", "read_committed",
                        "enable.auto.commit", "false",
                        "allow.auto.create.topics", "false"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /** Whether an event of this aggregate has come out since. */
    public boolean hasSeen(String aggregate) {
        consumer.poll(Duration.ofMillis(20))
                .forEach(record -> aggregates.add(new String(record.key(), StandardCharsets.UTF_8)));
        return aggregates.contains(aggregate);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
