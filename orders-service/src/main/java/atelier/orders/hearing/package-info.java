/**
 * What this service does when it hears of designs and notifications.
 *
 * <p>Invariant: nothing that a record says can stop the lane: what is unknown, foreign or does not fit is passed over.
 */
@NullMarked
package atelier.orders.hearing;

import org.jspecify.annotations.NullMarked;
