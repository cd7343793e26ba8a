/**
 * Shows designs and what happened to them: {@code GET /api/designs}, {@code GET /api/designs/{id}} and {@code GET /api/designs/{id}/history}.
 *
 * <p>Invariant: reads only; a page and its successor together neither repeat nor skip a design or entry that existed when the first was read.
 */
@NullMarked
package atelier.designs.viewing;

import org.jspecify.annotations.NullMarked;
