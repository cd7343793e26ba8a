/**
 * A Kafka broker (KRaft, one node) from Kafka's own jars.
 *
 * <p>Invariant: the broker runs in a JVM of its own, so that it can be killed and so that its libraries are nobody else's.
 */
@NullMarked
package atelier.devstack.kafka;

import org.jspecify.annotations.NullMarked;
