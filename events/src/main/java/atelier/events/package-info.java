/**
 * What the services say to each other: event records, their envelope and the names of the topics.
 *
 * <p>Invariant: plain Java and JSON only; nothing here knows Kafka, HTTP or a framework.
 */
@NullMarked
package atelier.events;

import org.jspecify.annotations.NullMarked;
