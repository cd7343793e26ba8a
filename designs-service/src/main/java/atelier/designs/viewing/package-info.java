/**
 * Shows designs: {@code GET /api/designs} and {@code GET /api/designs/{id}}.
 *
 * <p>Invariant: reads only; a page and its successor together neither repeat nor skip a design that existed when the first was read.
 */
@NullMarked
package atelier.designs.viewing;

import org.jspecify.annotations.NullMarked;
