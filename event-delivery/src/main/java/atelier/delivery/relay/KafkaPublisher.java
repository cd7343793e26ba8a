package atelier.delivery.relay;

import atelier.delivery.kafka.KafkaSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** One Kafka transaction for the rows and the cursor, by a producer that fences whoever published for this database before. */
class KafkaPublisher implements Publisher {
    /** After that the broker ends the transaction of a relay that is gone for good; readers wait for it at most that long. */
    private static final int TRANSACTION_MILLIS = 10_000;

    private final KafkaProducer<byte[], byte[]> producer;
    private final CursorTopic cursors;
    /** Topics that may have more of what a broker left open. */
    private final Set<String> unseen;

    /** Fences the relay before this one: whatever that had begun is aborted or complete when this returns. */
    KafkaPublisher(KafkaSettings kafka, String transactionalId, CursorTopic cursors) {
        this.cursors = cursors;
        this.producer = new KafkaProducer<>(
                kafka.with(properties(transactionalId)), new ByteArraySerializer(), new ByteArraySerializer());
        try {
            producer.initTransactions();
            this.unseen = new Healing(producer, transactionalId, TRANSACTION_MILLIS)
                    .abortWhatIsLeftOpen(kafka, cursors.name());
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    @Override
    public void publish(List<OutboxRow> rows, Cursor cursor) {
        rows.stream()
                .map(row -> row.message().topic())
                .filter(unseen::contains)
                .findAny()
                .ifPresent(topic -> {
                    throw new KafkaException(
                            "topic " + topic + " could not be looked into: has a partition no leader?");
                });
        List<ProducerRecord<byte[], byte[]>> messages = new ArrayList<>(rows.size() + 1);
        rows.forEach(row -> messages.add(row.message()));
        messages.add(cursors.record(cursor));
        transact(messages);
    }

    final void transact(List<ProducerRecord<byte[], byte[]>> messages) {
        producer.beginTransaction();
        // Without waiting for each: what fails in between makes the commit fail.
        for (ProducerRecord<byte[], byte[]> message : messages) {
            Future<RecordMetadata> unused = producer.send(message);
        }
        commit(producer);
    }

    void commit(KafkaProducer<byte[], byte[]> sending) {
        sending.commitTransaction();
    }

    @Override
    public final void close() {
        producer.close(Duration.ofSeconds(1));
    }

    private static Map<String, Object> properties(String transactionalId) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        properties.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_MILLIS);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, TRANSACTION_MILLIS / 2);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, TRANSACTION_MILLIS - 1_000);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, TRANSACTION_MILLIS);
        // The commit sends at once what is there; nothing is gained by waiting for more.
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
        // The first send after a commit is refused until the commit's markers are written: ask again soon.
        properties.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 5);
        properties.put(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG, 500);
        return properties;
    }
}
