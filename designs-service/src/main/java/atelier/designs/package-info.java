/**
 * Designs and their approval.
 *
 * <p>Invariant: a design changes only together with the event that says so.
 */
@NullMarked
package atelier.designs;

import org.jspecify.annotations.NullMarked;
