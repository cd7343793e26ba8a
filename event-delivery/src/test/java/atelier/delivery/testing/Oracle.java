package atelier.delivery.testing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic as an independent {@code read_committed} consumer, and compares it with what the database has committed. */
public final class Oracle {
    private final String brokers;
    private final String topic;

    public Oracle(String brokers, String topic) {
        this.brokers = brokers;
        this.topic = topic;
    }

    /** One record: the event's id, its aggregate and its number. */
    public record Seen(String id, String aggregate, long sequence) {}

    /** Everything in the topic from its beginning to its end, in the order of each partition. */
    public List<Seen> read() {
        Map<String, Object> properties = Map.of(
                "bootstrap.servers", brokers,
                "isolation.level", "read_committed",
                "enable.auto.commit", "false",
                "auto.offset.reset", "earliest",
                "allow.auto.create.topics", "false");
        List<Seen> seen = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < end.getOrDefault(partition, 0L))) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    seen.add(new Seen(
                            header(record, "ce_id"),
                            new String(record.key(), StandardCharsets.UTF_8),
                            Long.parseLong(header(record, "ce_sequence"))));
                }
            }
        } catch (UnknownTopicOrPartitionException e) {
            return List.of();
        }
        return seen;
    }

    /** What is wrong between the committed rows of the outbox, of which none may have been dropped, and the topic. */
    public Findings compareWith(TestDatabase database) {
        Set<String> committed = new HashSet<>(database.query("select event_id from outbox"));
        return compare(committed, read());
    }

    /** How many of the committed rows are in the topic by now. */
    public boolean hasAllOf(TestDatabase database) {
        Set<String> missing = new HashSet<>(database.query("select event_id from outbox"));
        read().forEach(record -> missing.remove(record.id()));
        return missing.isEmpty();
    }

    static Findings compare(Set<String> committed, List<Seen> seen) {
        Set<String> ids = new HashSet<>();
        Map<String, Long> last = new HashMap<>();
        long doubled = 0;
        long phantoms = 0;
        long outOfOrder = 0;
        for (Seen record : seen) {
            if (!committed.contains(record.id())) {
                phantoms++;
            } else if (!ids.add(record.id())) {
                doubled++;
            } else {
                long expected = last.getOrDefault(record.aggregate(), 0L) + 1;
                if (record.sequence() != expected) {
                    outOfOrder++;
                }
                last.put(record.aggregate(), record.sequence());
            }
        }
        return new Findings(committed.size(), committed.size() - ids.size(), doubled + phantoms, outOfOrder);
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
