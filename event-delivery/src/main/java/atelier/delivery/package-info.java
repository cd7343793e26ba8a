/**
 * How events get from one service to the other: outbox and relay on the way out, consumer loop and inbox on the way in.
 *
 * <p>Invariant: an event is published if and only if the transaction that appended it committed, once and in order per aggregate.
 */
@NullMarked
package atelier.delivery;

import org.jspecify.annotations.NullMarked;
