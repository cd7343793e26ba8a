package atelier.ingest.outbox;

import java.time.Instant;
import java.util.UUID;

/**
 * An event that an outbox has.
 *
 * @param aggregate the key of its record
 * @param published it is certainly in Kafka, says the service
 */
record OutboxRow(UUID id, String topic, String aggregate, long sequence, Instant createdAt, boolean published) {}
