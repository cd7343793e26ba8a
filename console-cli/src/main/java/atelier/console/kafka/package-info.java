/**
 * Where Kafka is.
 *
 * <p>Invariant: it loads none of Kafka's classes; who needs those does so when its command runs.
 */
@NullMarked
package atelier.console.kafka;

import org.jspecify.annotations.NullMarked;
