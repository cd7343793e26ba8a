package atelier.delivery.relay;

import atelier.events.Envelope;
import atelier.events.EnvelopeHeaders;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A row of the outbox, ready to be sent.
 *
 * @param xid the transaction that appended it
 * @param bytes of key and value
 */
record OutboxRow(long id, long xid, Instant createdAt, int bytes, ProducerRecord<byte[], byte[]> message) {
    static final String COLUMNS =
            "id, xid, topic, aggregate_id, sequence, event_id, type, correlation_id, causation_id, traceparent, payload, created_at";

    static OutboxRow of(ResultSet row, String source) throws SQLException {
        String aggregateId = row.getString("aggregate_id");
        Instant createdAt = row.getObject("created_at", OffsetDateTime.class).toInstant();
        byte[] key = aggregateId.getBytes(StandardCharsets.UTF_8);
        byte[] value = row.getBytes("payload");
        ProducerRecord<byte[], byte[]> message = new ProducerRecord<>(row.getString("topic"), key, value);
        EnvelopeHeaders.write(new Envelope(
                        row.getString("event_id"),
                        row.getString("type"),
                        source,
                        aggregateId,
                        createdAt,
                        row.getString("traceparent"),
                        row.getString("correlation_id"),
                        row.getString("causation_id"),
                        row.getLong("sequence")))
                .forEach((name, text) -> message.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        return new OutboxRow(
                row.getLong("id"), Long.parseLong(row.getString("xid")), createdAt, key.length + value.length, message);
    }
}
