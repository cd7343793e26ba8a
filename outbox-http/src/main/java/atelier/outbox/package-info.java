/**
 * What a service's outbox has, over HTTP, for whoever proves that all of it is in Kafka.
 *
 * <p>Invariant: reads and changes nothing, a page at a time, one caller after the other; tells no event's content.
 */
@NullMarked
package atelier.outbox;

import org.jspecify.annotations.NullMarked;
