/**
 * Moves a design along: {@code PATCH /api/designs/{id}/status}.
 *
 * <p>Invariant: only steps of {@link atelier.designs.design.DesignStatus#next()} are taken; a refusal lists them.
 */
@NullMarked
package atelier.designs.reviewing;

import org.jspecify.annotations.NullMarked;
