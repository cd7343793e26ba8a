/**
 * Ends the waiting of orders on hold: their design was decided, or stayed silent for too long.
 *
 * <p>Invariant: an order's hold ends once, with one event and one notification, whoever comes first.
 */
@NullMarked
package atelier.orders.holding;

import org.jspecify.annotations.NullMarked;
