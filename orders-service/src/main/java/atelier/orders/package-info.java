/**
 * Orders and what becomes of them.
 *
 * <p>Invariant: an order changes only together with the event that says so.
 */
@NullMarked
package atelier.orders;

import org.jspecify.annotations.NullMarked;
