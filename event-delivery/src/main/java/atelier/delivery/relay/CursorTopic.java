package atelier.delivery.relay;

import atelier.delivery.kafka.KafkaSettings;
import atelier.delivery.kafka.TopicPlan;
import atelier.events.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The compacted topic of one partition in which the cursor of one database is kept. */
final class CursorTopic {
    private static final byte[] KEY = "cursor".getBytes(StandardCharsets.UTF_8);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Records are looked at from the end backwards: the last one is what counts, and there may be millions before it. */
    private static final long FIRST_LOOK = 100;

    private static final int WIDEN = 100;

    private final String name;

    CursorTopic(String database) {
        this.name = Topics.relayCursor(database);
    }

    String name() {
        return name;
    }

    TopicPlan plan(short replication) {
        return new TopicPlan(name, 1, replication, Map.of("cleanup.policy", "compact", "segment.bytes", "16777216"));
    }

    ProducerRecord<byte[], byte[]> record(Cursor cursor) {
        return new ProducerRecord<>(name, 0, KEY, cursor.toJson());
    }

    /** The last committed cursor. To be called when no transaction of another relay can be open: after {@code initTransactions()}. */
    Optional<Cursor> read(KafkaSettings kafka) {
        TopicPartition partition = new TopicPartition(name, 0);
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                kafka.with(Map.of(
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false,
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        (int) PATIENCE.toMillis())),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        try {
            consumer.assign(List.of(partition));
            long begin = consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            long from = end;
            Optional<Cursor> found = Optional.empty();
            for (long look = FIRST_LOOK; found.isEmpty() && from > begin; look *= WIDEN) {
                from = Math.max(begin, end - look);
                found = last(consumer, partition, from, end);
            }
            return found;
        } finally {
            consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
        }
    }

    private static Optional<Cursor> last(
            KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, long from, long end) {
        consumer.seek(partition, from);
        Optional<Cursor> last = Optional.empty();
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        // The position also passes the markers of transactions, so it does reach the end.
        while (consumer.position(partition) < end) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                last = Optional.of(Cursor.fromJson(record.value()));
            }
            if (System.nanoTime() - giveUp > 0) {
                throw new TimeoutException(
                        "topic " + partition.topic() + " could not be read to its end in " + PATIENCE);
            }
        }
        return last;
    }
}
