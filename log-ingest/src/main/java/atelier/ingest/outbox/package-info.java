/**
 * Compares the services' outboxes with Kafka: what a service has published is in its topic, once.
 *
 * <p>Invariant: knows of services only what they tell over HTTP, changes nothing, and holds as many events in memory as it was allowed to; for the others it reads both sides again.
 */
@NullMarked
package atelier.ingest.outbox;

import org.jspecify.annotations.NullMarked;
