/**
 * Creates the topics of Atelier.
 *
 * <p>Invariant: Kafka's classes are loaded only when its command runs.
 */
@NullMarked
package atelier.console.topics;

import org.jspecify.annotations.NullMarked;
