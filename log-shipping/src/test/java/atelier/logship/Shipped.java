package atelier.logship;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A topic of one test's own, and what is in it. */
final class Shipped implements AutoCloseable {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PARTITIONS = 3;

    private final String name = "lines-" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet();
    private final Admin admin;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();

    Shipped(String brokers) {
        this.admin = Admin.create(Map.of("bootstrap.servers", brokers));
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        brokers,
                        "auto.offset.reset",
                        "earliest",
                        "allow.auto.create.topics",
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    String name() {
        return name;
    }

    void create() {
        try {
            admin.createTopics(List.of(new NewTopic(name, PARTITIONS, (short) 1)))
                    .all()
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
        consumer.assign(List.of(new TopicPartition(name, 0), new TopicPartition(name, 1), new TopicPartition(name, 2)));
    }

    boolean exists() throws InterruptedException, ExecutionException {
        return admin.listTopics().names().get().contains(name);
    }

    /** Everything up to now. */
    List<JsonNode> lines() {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
        return records.stream().map(Shipped::line).toList();
    }

    List<String> keys() {
        return records.stream()
                .map(record -> new String(record.key(), StandardCharsets.UTF_8))
                .toList();
    }

    private static JsonNode line(ConsumerRecord<byte[], byte[]> record) {
        try {
            return JSON.readTree(record.value());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        consumer.close();
        admin.close();
    }
}
