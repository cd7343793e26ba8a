/**
 * Own transactions, and events that commit with them.
 *
 * <p>Invariant: a row of the outbox is inserted in the transaction that changed its aggregate, after that aggregate's row was locked, and never changed.
 */
@NullMarked
package atelier.delivery.outbox;

import org.jspecify.annotations.NullMarked;
