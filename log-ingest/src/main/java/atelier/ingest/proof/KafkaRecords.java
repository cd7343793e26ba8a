package atelier.ingest.proof;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.jspecify.annotations.Nullable;

/** The committed records of a stretch, until its {@link KafkaReader} is asked for another. */
public final class KafkaRecords {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final long SILENCE_NANOS = Duration.ofSeconds(30).toNanos();

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Stretch stretch;
    private final BooleanSupplier stopping;

    private List<ConsumerRecord<byte[], byte[]>> polled = List.of();
    private int next;
    private long floor;

    KafkaRecords(KafkaConsumer<byte[], byte[]> consumer, Stretch stretch, BooleanSupplier stopping) {
        this.consumer = consumer;
        this.stretch = stretch;
        this.stopping = stopping;
        this.floor = stretch.from();
        consumer.assign(List.of(stretch.partition()));
        consumer.seek(stretch.partition(), stretch.from());
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
    public long floor() {
        return floor;
    }
}
