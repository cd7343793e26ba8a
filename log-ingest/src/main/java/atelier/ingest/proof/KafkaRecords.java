package atelier.ingest.proof;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** The committed records of a stretch, by a consumer of its own, in no group. */
public final class KafkaRecords implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final long SILENCE_NANOS = Duration.ofSeconds(30).toNanos();

    /** A megabyte each at most, unless the broker was told otherwise: with {@link #FETCH_BYTES} this bounds the memory. */
    private static final int RECORDS = 100;

    private static final int FETCH_BYTES = 8 << 20;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Stretch stretch;
    private final BooleanSupplier stopping;

    private List<ConsumerRecord<byte[], byte[]>> polled = List.of();
    private int next;
    private long floor;

    public KafkaRecords(String brokers, Stretch stretch, BooleanSupplier stopping) {
        this.consumer = consumer(brokers);
        this.stretch = stretch;
        this.stopping = stopping;
        this.floor = stretch.from();
        consumer.assign(List.of(stretch.partition()));
        consumer.seek(stretch.partition(), stretch.from());
    }

    static KafkaConsumer<byte[], byte[]> consumer(String brokers) {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        brokers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "none",
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false,
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        RECORDS,
                        ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                        FETCH_BYTES,
                        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                        FETCH_BYTES,
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        10_000),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /** The next record, or null at the end of the stretch; it stays the next one. */
    @Nullable
    public ConsumerRecord<byte[], byte[]> peek() {
        long silentSince = System.nanoTime();
        long position = -1;
        while (next >= polled.size()) {
            // The position also passes markers and aborted records, so it does reach the end.
            long now = consumer.position(stretch.partition());
            if (now >= stretch.end()) {
                return null;
            }
            if (stopping.getAsBoolean()) {
                throw new Observer.Stopped();
            }
            if (now != position) {
                position = now;
                silentSince = System.nanoTime();
            } else if (System.nanoTime() - silentSince > SILENCE_NANOS) {
                throw Unanswered.because("Kafka sent nothing of " + stretch.partition() + " from offset " + now
                        + " on for " + SILENCE_NANOS / 1_000_000_000 + " s");
            }
            poll();
        }
        ConsumerRecord<byte[], byte[]> record = polled.get(next);
        return record.offset() < stretch.end() ? record : null;
    }

    private void poll() {
        try {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            polled = records.records(stretch.partition());
            next = 0;
        } catch (OffsetOutOfRangeException e) {
            // Retention was faster than we: what is gone is no longer compared.
            Long begin = consumer.beginningOffsets(List.of(stretch.partition())).get(stretch.partition());
            if (begin == null || begin <= consumer.position(stretch.partition())) {
                throw Unanswered.because(stretch.partition() + " has lost its end while it was read; ask again");
            }
            floor = begin;
            consumer.seek(stretch.partition(), begin);
        }
    }

    public void skip() {
        next++;
    }

    /** Kafka has dropped what is below. */
    long floor() {
        return floor;
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
    }
}
