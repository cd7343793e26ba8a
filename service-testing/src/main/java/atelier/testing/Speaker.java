package atelier.testing;

import atelier.events.Envelope;
import atelier.events.EnvelopeHeaders;
import atelier.events.Event;
import atelier.events.EventCodec;
import atelier.events.Uuid7;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Publishes records as another service or a stranger would, each acknowledged before the next. */
public final class Speaker implements AutoCloseable {
    private final EventCodec codec = new EventCodec();
    private final KafkaProducer<byte[], byte[]> producer;

    Speaker(String brokers) {
        producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Says an event of ours and answers its id. */
    public String say(String topic, Event event, long sequence) {
        String id = Uuid7.next().toString();
        say(topic, event, sequence, id);
        return id;
    }

    /** Says an event of ours under a given id. */
    public void say(String topic, Event event, long sequence, String id) {
        Envelope envelope = new Envelope(
                id, event.type(), "/test", event.aggregateId(), Instant.now(), null, "correlation-1", null, sequence);
        publish(topic, event.aggregateId(), EnvelopeHeaders.write(envelope), codec.write(event));
    }

    public void publish(String topic, String key, Map<String, String> headers, byte[] value) {
        var record = new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value);
        headers.forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        try {
            producer.send(record).get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        } catch (ExecutionException refused) {
            throw new IllegalStateException(refused);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
