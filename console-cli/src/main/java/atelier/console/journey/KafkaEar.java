package atelier.console.journey;

import atelier.console.kafka.Brokers;
import atelier.console.session.Failure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Listens to the topics of designs and orders from now on, without a group and only to what was committed. */
final class KafkaEar implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(50);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<String, String> environment;
    private final List<Heard> heard = new ArrayList<>();

    private KafkaEar(KafkaConsumer<byte[], byte[]> consumer, Map<String, String> environment) {
        this.consumer = consumer;
        this.environment = environment;
    }

    static KafkaEar open(Map<String, String> environment, Duration patience) {
        String brokers = Brokers.of(environment);
        Brokers.mustListen(brokers);
        // Kafka's client logs through SLF4J, which would say that there is no log.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", brokers,
                "isolation.level", "read_committed",
                "enable.auto.commit", "false",
                "default.api.timeout.ms", (int) Math.min(patience.toMillis(), Integer.MAX_VALUE),
                "allow.auto.create.topics", "false");
        KafkaEar ear = new KafkaEar(
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer()), environment);
        try {
            ear.listen(brokers);
            return ear;
        } catch (KafkaException e) {
            ear.close();
            throw new Failure("Kafka at " + brokers + " does not let itself be read: " + e.getMessage());
        }
    }

    private void listen(String brokers) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : List.of("designs", "orders")) {
            String name = nameOf(topic);
            var found = consumer.partitionsFor(name);
            if (found == null || found.isEmpty()) {
                throw new Failure("Kafka at " + brokers + " has no topic " + name
                        + "; ./console topics:create makes it, and so do the services");
            }
            found.forEach(partition -> partitions.add(new TopicPartition(name, partition.partition())));
        }
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        // Seeking is lazy: what is said from here on must not be behind the place where we begin.
        partitions.forEach(consumer::position);
    }

    /** The setting by which the services rename topics, too. */
    private String nameOf(String topic) {
        return environment.getOrDefault("TOPIC_" + topic.toUpperCase(Locale.ROOT), topic);
    }

    /** Each event answers once. */
    Optional<Heard> await(Expected expected, long deadlineNanos) {
        String topic = nameOf(expected.topic());
        do {
            for (Iterator<Heard> each = heard.iterator(); each.hasNext(); ) {
                Heard event = each.next();
                if (event.topic().equals(topic) && expected.is(event)) {
                    each.remove();
                    return Optional.of(event);
                }
            }
            consumer.poll(POLL).forEach(record -> heard.add(of(record)));
        } while (System.nanoTime() < deadlineNanos);
        return Optional.empty();
    }

    /** What came of that key and nobody waited for. */
    List<Heard> unexpected(String key) {
        return heard.stream().filter(event -> event.key().equals(key)).toList();
    }

    private static Heard of(ConsumerRecord<byte[], byte[]> record) {
        return new Heard(
                record.topic(),
                record.partition(),
                record.offset(),
                text(record.key()),
                header(record, "ce_type"),
                header(record, "ce_id"),
                text(record.value()));
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "" : text(header.value());
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
