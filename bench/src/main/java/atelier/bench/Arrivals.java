package atelier.bench;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Notes when a {@code read_committed} consumer gets each order, and where it is in the topic. */
final class Arrivals implements AutoCloseable {
    private static final String TOPIC = "orders";

    private final Map<String, Arrival> byOrder = new ConcurrentHashMap<>();
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Thread thread;
    private volatile boolean stopping;

    /** @param appendedMicros when its row was inserted into the outbox, shortly before the commit */
    record Arrival(int partition, long offset, long appendedMicros, long receivedMicros) {}

    Arrivals(String brokers) {
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", brokers,
                        "isolation.level", "read_committed",
                        "enable.auto.commit", "false",
                        "auto.offset.reset", "latest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(consumer.partitionsFor(TOPIC).stream()
                .map(info -> new TopicPartition(TOPIC, info.partition()))
                .toList());
        consumer.seekToEnd(consumer.assignment());
        consumer.assignment().forEach(consumer::position);
        this.thread = Thread.ofPlatform().name("arrivals").start(this::receive);
    }

    private void receive() {
        while (!stopping) {
            var records = consumer.poll(Duration.ofMillis(100));
            long now = Clock.micros();
            for (ConsumerRecord<byte[], byte[]> record : records) {
                if (header(record, "ce_type").equals("order.created")) {
                    long appended = Clock.micros(Instant.parse(header(record, "ce_time")));
                    byOrder.put(
                            new String(record.key(), StandardCharsets.UTF_8),
                            new Arrival(record.partition(), record.offset(), appended, now));
                }
            }
        }
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    Map<String, Arrival> byOrder() {
        return byOrder;
    }

    @Override
    public void close() throws InterruptedException {
        stopping = true;
        thread.join();
        consumer.close();
    }
}
