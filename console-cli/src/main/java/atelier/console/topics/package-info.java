/**
 * Creates the topics of Atelier.
 *
 * <p>Invariant: only this package, and only when its command runs, loads Kafka's classes.
 */
@NullMarked
package atelier.console.topics;

import org.jspecify.annotations.NullMarked;
