/**
 * Publishes what was appended to the outbox.
 *
 * <p>Invariant: records and the place up to which they were read reach Kafka in one Kafka transaction of the one relay that is not fenced.
 */
@NullMarked
package atelier.delivery.relay;

import org.jspecify.annotations.NullMarked;
