package atelier.ingest.trial;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends records; one that Kafka does not take breaks the test. */
public final class Sender implements AutoCloseable {

    private final KafkaProducer<byte[], byte[]> producer;
    private final List<Future<RecordMetadata>> sent = new ArrayList<>();

    public Sender(Trial trial) {
        this(trial, Map.of());
    }

    public Sender(Trial trial, Map<String, Object> more) {
        Map<String, Object> config = new HashMap<>(Map.of("bootstrap.servers", trial.brokers(), "linger.ms", 5));
        config.putAll(more);
        producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    public KafkaProducer<byte[], byte[]> producer() {
        return producer;
    }

    public void add(ProducerRecord<byte[], byte[]> record) {
        sent.add(producer.send(record));
    }

    /** Returns when Kafka has all of them. */
    public void flush() throws InterruptedException, ExecutionException {
        producer.flush();
        for (Future<RecordMetadata> record : sent) {
            record.get();
        }
        sent.clear();
    }

    public void send(OddRecords records, String topic, int count) throws InterruptedException, ExecutionException {
        for (int i = 0; i < count; i++) {
            add(records.next(topic, 1));
        }
        flush();
    }

    public void send(ProducerRecord<byte[], byte[]> record) throws InterruptedException, ExecutionException {
        add(record);
        flush();
    }

    @Override
    public void close() {
        producer.close();
    }
}
