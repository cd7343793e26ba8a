package atelier.logship;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** The topic that lines are shipped to, which others create. For one thread; nothing in it waits for longer than some seconds. */
final class LogTopic implements AutoCloseable {
    private static final int REQUEST_MILLIS = 5_000;
    private static final int DELIVERY_MILLIS = 10_000;

    private final String brokers;
    private final String topic;
    private final byte[] key;
    private @Nullable KafkaProducer<byte[], byte[]> producer;

    LogTopic(ShippingSettings settings) {
        this.brokers = settings.brokers();
        this.topic = settings.topic();
        this.key = settings.instance().getBytes(StandardCharsets.UTF_8);
    }

    /** @throws Unshipped if Kafka may have none of the lines; those that it has all the same will be there twice */
    Sent send(List<byte[]> lines) throws Unshipped, InterruptedException {
        try {
            return settle(begin(open(), lines));
        } catch (InterruptException e) {
            Thread.interrupted(); // Kafka's client sets it again, and could then not be closed
            close();
            throw new InterruptedException();
        } catch (KafkaException e) {
            close();
            throw new Unshipped(e.getMessage());
        }
    }

    private List<Future<RecordMetadata>> begin(KafkaProducer<byte[], byte[]> open, List<byte[]> lines) {
        List<Future<RecordMetadata>> answers = new ArrayList<>();
        for (byte[] line : lines) {
            Future<RecordMetadata> answer = open.send(new ProducerRecord<>(topic, key, line));
            answers.add(answer);
            if (answer.state() == Future.State.FAILED) {
                break; // most likely after waiting for a broker, which each of the others would do again
            }
        }
        return answers;
    }

    private Sent settle(List<Future<RecordMetadata>> answers) throws Unshipped, InterruptedException {
        int settled = 0;
        int refused = 0;
        for (Future<RecordMetadata> answer : answers) {
            try {
                answer.get(2 * DELIVERY_MILLIS, TimeUnit.MILLISECONDS);
            } catch (ExecutionException | TimeoutException e) {
                if (!(e.getCause() instanceof RecordTooLargeException)) {
                    close();
                    if (settled == 0) {
                        throw new Unshipped(reason(e));
                    }
                    break;
                }
                refused++;
            }
            settled++;
        }
        return new Sent(settled, refused);
    }

    /** The producer's first question about a topic would have a broker create it that is set so, with whatever partitions; an admin client's does not. */
    private KafkaProducer<byte[], byte[]> open() throws Unshipped, InterruptedException {
        if (producer == null) {
            lookForTopic();
            producer = new KafkaProducer<>(properties(), new ByteArraySerializer(), new ByteArraySerializer());
        }
        return producer;
    }

    private void lookForTopic() throws Unshipped, InterruptedException {
        try (Admin admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, brokers,
                AdminClientConfig.CLIENT_ID_CONFIG, Shipper.NAME,
                AdminClientConfig.ENABLE_METRICS_PUSH_CONFIG, false,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, REQUEST_MILLIS))) {
            try {
                admin.describeTopics(List.of(topic)).allTopicNames().get(2 * REQUEST_MILLIS, TimeUnit.MILLISECONDS);
            } catch (ExecutionException | TimeoutException e) {
                throw new Unshipped(
                        e.getCause() instanceof UnknownTopicOrPartitionException
                                ? "topic " + topic + " is not there"
                                : reason(e));
            } finally {
                admin.close(Duration.ZERO);
            }
        }
    }

    private Map<String, Object> properties() {
        return Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                brokers,
                ProducerConfig.CLIENT_ID_CONFIG,
                Shipper.NAME,
                ProducerConfig.ENABLE_METRICS_PUSH_CONFIG,
                false,
                // An idempotent one waits for ever for a silent broker to tell its id (kafka-clients 4.2.1).
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                false,
                // Keeps the order when a request is repeated.
                ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                1,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                (long) REQUEST_MILLIS,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                REQUEST_MILLIS,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                DELIVERY_MILLIS,
                // Room for what is sent at once, and for the longest line.
                ProducerConfig.BUFFER_MEMORY_CONFIG,
                1L << 20,
                ProducerConfig.BATCH_SIZE_CONFIG,
                64 << 10);
    }

    private static @Nullable String reason(Exception e) {
        return e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
    }

    /** At once: what is on its way is given up. It can be used again, with a new connection. */
    @Override
    public void close() {
        if (producer != null) {
            producer.close(Duration.ZERO);
            producer = null;
        }
    }
}
