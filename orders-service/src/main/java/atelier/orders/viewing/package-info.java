/**
 * Shows orders: {@code GET /api/orders} and {@code GET /api/orders/{id}}.
 *
 * <p>Invariant: reads only; a page and its successor together neither repeat nor skip an order that existed when the first was read.
 */
@NullMarked
package atelier.orders.viewing;

import org.jspecify.annotations.NullMarked;
