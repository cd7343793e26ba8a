/**
 * Moves a design along: {@code PATCH /api/designs/{id}/status}.
 *
 * <p>Invariant: a step, its {@code design.status_changed} and what the owner is told commit together or not at all.
 */
@NullMarked
package atelier.designs.reviewing;

import org.jspecify.annotations.NullMarked;
