/**
 * Takes an order: {@code POST /api/orders}.
 *
 * <p>Invariant: the order, its events and what the customer is told commit together; while it is decided, no design that it names can change here.
 */
@NullMarked
package atelier.orders.placing;

import org.jspecify.annotations.NullMarked;
