/**
 * Moves an order along: {@code PATCH /api/orders/{id}/status}.
 *
 * <p>Invariant: an order's row is locked before it is decided on, so of several who want a step at once each decides on what the one before left.
 */
@NullMarked
package atelier.orders.advancing;

import org.jspecify.annotations.NullMarked;
