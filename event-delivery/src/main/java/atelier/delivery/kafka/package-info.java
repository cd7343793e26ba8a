/**
 * How the system's topics are called and created, and how Kafka is reached.
 *
 * <p>Invariant: a topic is created by us with the settings asked for, or left as it is; never altered, never deleted.
 */
@NullMarked
package atelier.delivery.kafka;

import org.jspecify.annotations.NullMarked;
