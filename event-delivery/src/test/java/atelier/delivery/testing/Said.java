package atelier.delivery.testing;

import atelier.events.Envelope;
import atelier.events.EnvelopeHeaders;
import atelier.events.EventCodec;
import atelier.events.OrderEvent;
import atelier.events.Uuid7;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Says events on a topic without outbox or relay, each aggregate's in order. Not safe for several threads. */
public final class Said implements AutoCloseable {
    private static final Instant AT = Instant.parse("2026-11-20T10:15:30Z");

    private final EventCodec codec = new EventCodec();
    private final Map<String, Long> sequences = new HashMap<>();
    private final KafkaProducer<byte[], byte[]> producer;
    private final String topic;

    public Said(String brokers, String topic) {
        this.topic = topic;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", brokers, "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** The next event of an aggregate; answers its id. */
    public String next(String aggregate) {
        String id = Uuid7.next().toString();
        send(id, aggregate, sequences.merge(aggregate, 1L, Long::sum));
        return id;
    }

    public void send(String id, String aggregate, long sequence) {
        OrderEvent event = new OrderEvent.Released(aggregate, "user_1", "test", AT);
        Envelope envelope = new Envelope(id, event.type(), "test", aggregate, AT, null, "c-" + id, null, sequence);
        raw(aggregate, EnvelopeHeaders.write(envelope), codec.write(event));
    }

    public void raw(String key, Map<String, String> headers, byte @Nullable [] value) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value);
        headers.forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        var unused = producer.send(record);
    }

    /** Returns when Kafka has all of it. */
    public void flush() {
        producer.flush();
    }

    @Override
    public void close() {
        producer.close();
    }
}
