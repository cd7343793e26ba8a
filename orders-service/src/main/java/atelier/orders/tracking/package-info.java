/**
 * Where an order is, as told by its events: {@code GET /api/orders/{id}/tracking}.
 *
 * <p>Invariant: this reads and writes its own table only and learns from the topic alone, so what it shows is what every other listener could know; steps are kept by
 * their number, so neither a repetition nor another order of arrival changes it.
 */
@NullMarked
package atelier.orders.tracking;

import org.jspecify.annotations.NullMarked;
