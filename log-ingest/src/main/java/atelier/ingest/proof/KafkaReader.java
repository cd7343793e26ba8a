package atelier.ingest.proof;

import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads one stretch after the other with one consumer, in no group: to open one costs more than to read a small partition. For one thread. */
public final class KafkaReader implements AutoCloseable {

    /** A megabyte each at most, unless the broker was told otherwise: with {@link #FETCH_BYTES} this bounds the memory. */
    private static final int RECORDS = 100;

    private static final int FETCH_BYTES = 8 << 20;

    /** The fetch that is open at the end of a partition is what the next one waits for; nothing else ever waits for data. */
    private static final int FETCH_WAIT_MS = 5;

    private final KafkaConsumer<byte[], byte[]> consumer;

    public KafkaReader(String brokers) {
        this.consumer = consumer(brokers);
    }

    static KafkaConsumer<byte[], byte[]> consumer(String brokers) {
        return new KafkaConsumer<>(
                Map.ofEntries(
                        Map.entry(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers),
                        Map.entry(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed"),
                        Map.entry(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false),
                        Map.entry(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none"),
                        Map.entry(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false),
                        Map.entry(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS),
                        Map.entry(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES),
                        Map.entry(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES),
                        Map.entry(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MS),
                        Map.entry(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /** The records of a stretch; those of the one before are not to be asked for any more. */
    public KafkaRecords read(Stretch stretch, BooleanSupplier stopping) {
        return new KafkaRecords(consumer, stretch, stopping);
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
    }
}
