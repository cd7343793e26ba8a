/**
 * Event delivery as beans of a Micronaut service: transactions, relay, consumers, health.
 *
 * <p>Invariant: only wiring; what it wires runs as well without a framework.
 */
@NullMarked
package atelier.delivery.micronaut;

import org.jspecify.annotations.NullMarked;
