/**
 * Ships a service's own log lines to Kafka, beside what it prints.
 *
 * <p>Invariant: who logs never waits for Kafka. What there is no room for is dropped, counted and told; no line comes of shipping a line.
 */
@NullMarked
package atelier.logship;

import org.jspecify.annotations.NullMarked;
