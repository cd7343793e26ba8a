package atelier.system;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Everything that is in Kafka and was committed, read from the beginning by a plain consumer without a group. */
final class Said {
    private static final java.time.Duration POLL = java.time.Duration.ofMillis(200);

    private final List<ConsumerRecord<byte[], byte[]>> records;

    private Said(List<ConsumerRecord<byte[], byte[]>> records) {
        this.records = records;
    }

    static Said readFrom(String brokers) {
        Properties settings = new Properties();
        settings.put("bootstrap.servers", brokers);
        settings.put("isolation.level", "read_committed");
        settings.put("enable.auto.commit", "false");
        try (Admin admin = Admin.create(settings);
                var consumer =
                        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions =
                    admin.describeTopics(topics(admin)).allTopicNames().get().values().stream()
                            .flatMap(topic -> topic.partitions().stream()
                                    .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
                consumer.poll(POLL).forEach(records::add);
            }
            return new Said(records);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Set<String> topics(Admin admin) throws ExecutionException, InterruptedException {
        return admin.listTopics().names().get().stream()
                .filter(name -> !name.startsWith("__"))
                .collect(Collectors.toSet());
    }

    List<ConsumerRecord<byte[], byte[]>> records() {
        return records;
    }

    /** Of each aggregate in the order of Kafka, which within a partition is that of offsets. */
    Map<String, List<Event>> byAggregate(String topic) {
        return records.stream()
                .filter(record -> record.topic().equals(topic))
                .map(Event::of)
                .collect(Collectors.groupingBy(Event::key));
    }

    static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    /** An event of an aggregate, as far as the judge looks at it. */
    record Event(String key, String type, long sequence, String id, String json) {
        static Event of(ConsumerRecord<byte[], byte[]> record) {
            String sequence = header(record, "ce_sequence");
            return new Event(
                    text(record.key()),
                    header(record, "ce_type"),
                    sequence.isEmpty() ? -1 : Long.parseLong(sequence),
                    header(record, "ce_id"),
                    text(record.value()));
        }

        /** Of a flat field; empty when there is none. */
        String field(String name) {
            String start = "\"" + name + "\":\"";
            int at = json.indexOf(start);
            return at < 0 ? "" : json.substring(at + start.length(), json.indexOf('"', at + start.length()));
        }

        /** The designs that an order names, each once. */
        Set<String> designs() {
            return Arrays.stream(json.split("\"design_id\":\"", -1))
                    .skip(1)
                    .map(rest -> rest.substring(0, rest.indexOf('"')))
                    .collect(Collectors.toSet());
        }
    }

    static String text(byte @Nullable [] bytes) {
        return new String(Objects.requireNonNullElse(bytes, new byte[0]), StandardCharsets.UTF_8);
    }
}
