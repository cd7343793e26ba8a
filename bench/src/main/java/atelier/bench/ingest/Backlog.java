package atelier.bench.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A topic full of events that nobody can read until they are released, all at the same moment: they are written in one transaction. So readers can be started, warm and waiting
 * before the clock is.
 */
final class Backlog implements AutoCloseable {
    private static final int THREADS = 2;

    private final String topic;
    private final int partitions;
    private final long events;
    private final AtomicLong checksum = new AtomicLong();
    private final KafkaProducer<byte[], byte[]> producer;
    private boolean released;

    private Backlog(Broker broker, String topic, int partitions, long events) {
        this.topic = topic;
        this.partitions = partitions;
        this.events = events;
        this.producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers", broker.address(),
                        "transactional.id", topic,
                        "transaction.timeout.ms", "900000",
                        "compression.type", "lz4",
                        "linger.ms", "20",
                        // A topic that was just made may refuse at first; with more requests on their way the next
                        // would be out of order.
                        "max.in.flight.requests.per.connection", "1",
                        "batch.size", "65536",
                        "buffer.memory", "67108864"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** @param first the number of the first event */
    static Backlog fill(Broker broker, String topic, int partitions, Events from, long first, long events)
            throws InterruptedException, ExecutionException {
        broker.create(topic, partitions);
        Backlog backlog = new Backlog(broker, topic, partitions, events);
        try {
            backlog.fill(from, first);
            return backlog;
        } catch (InterruptedException | ExecutionException | RuntimeException e) {
            backlog.close();
            throw e;
        }
    }

    private void fill(Events from, long first) throws InterruptedException, ExecutionException {
        producer.initTransactions();
        producer.beginTransaction();
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<?>> parts = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int mine = thread;
                parts.add(threads.submit(() -> send(from, first, mine)));
            }
            for (Future<?> part : parts) {
                part.get();
            }
        }
        producer.flush();
    }

    /** A partition is one thread's, so that its events have the same offsets in every topic. */
    private void send(Events from, long first, int mine) {
        CRC32 crc = new CRC32();
        long sum = 0;
        for (long i = 0; i < events; i++) {
            int partition = (int) (i % partitions);
            if (partition % THREADS == mine) {
                ProducerRecord<byte[], byte[]> event = from.event(topic, partition, first + i);
                for (byte[] bytes : List.of(event.key(), event.value())) {
                    crc.reset();
                    crc.update(bytes);
                    sum += crc.getValue();
                }
                Future<RecordMetadata> unused = producer.send(event); // the commit fails if one of them does
            }
        }
        checksum.addAndGet(sum);
    }

    String topic() {
        return topic;
    }

    int partitions() {
        return partitions;
    }

    long events() {
        return events;
    }

    /** The sum of CRC-32 over all keys and values. */
    long checksum() {
        return checksum.get();
    }

    /** The first time; afterwards it is there for everyone. */
    void release() {
        if (!released) {
            producer.commitTransaction();
            released = true;
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
