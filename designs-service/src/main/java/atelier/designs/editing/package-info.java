/**
 * Gives a design another title or description: {@code PATCH /api/designs/{id}}.
 *
 * <p>Invariant: a wish that changes nothing says nothing.
 */
@NullMarked
package atelier.designs.editing;

import org.jspecify.annotations.NullMarked;
