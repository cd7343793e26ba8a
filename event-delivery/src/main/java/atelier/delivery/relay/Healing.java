package atelier.delivery.relay;

import atelier.delivery.kafka.KafkaSettings;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends what a broker has left open of the transactions of one id.
 *
 * @param producer of that id, initialised and in no transaction
 * @param patienceMillis with Kafka's answers
 */
record Healing(KafkaProducer<byte[], byte[]> producer, String transactionalId, int patienceMillis) {
    private static final Logger LOG = LoggerFactory.getLogger(Healing.class);
    private static final byte[] JOINING = "aborted".getBytes(StandardCharsets.UTF_8);

    /**
     * Joins what Kafka has left open, and aborts it with that: it was not visible to anyone, and is published again as the cursor in front of it was not either.
     *
     * @param cursorTopic which has to be looked into
     * @return the topics that may have more of it
     */
    Set<String> abortWhatIsLeftOpen(KafkaSettings kafka, String cursorTopic) {
        Map<String, Integer> patience = Map.of(
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                patienceMillis,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                patienceMillis / 2);
        try (Admin admin = Admin.create(kafka.with(patience))) {
            LeftOpen left = LeftOpen.find(admin, transactionalId);
            if (left.unseen().contains(cursorTopic)) {
                throw new KafkaException("topic " + cursorTopic + " could not be looked into");
            }
            if (!left.partitions().isEmpty()) {
                LOG.warn("Kafka has left a transaction open that it takes for complete, it is aborted now: {}", left);
                abort(left.partitions());
                if (!LeftOpen.find(admin, transactionalId).partitions().isEmpty()) {
                    throw new KafkaException("the transaction is still open in " + left.partitions());
                }
            }
            return left.unseen();
        }
    }

    private void abort(Set<TopicPartition> partitions) {
        producer.beginTransaction();
        for (TopicPartition partition : partitions) {
            Future<RecordMetadata> unused =
                    producer.send(new ProducerRecord<>(partition.topic(), partition.partition(), JOINING, JOINING));
        }
        producer.flush();
        producer.abortTransaction();
    }
}
