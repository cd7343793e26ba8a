/**
 * What an order is, when it waits for a design and which steps it may take.
 *
 * <p>Invariant: plain Java; no framework, no SQL and no JSON here.
 */
@NullMarked
package atelier.orders.order;

import org.jspecify.annotations.NullMarked;
