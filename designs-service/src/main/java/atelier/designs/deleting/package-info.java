/**
 * Takes a design away: {@code DELETE /api/designs/{id}}.
 *
 * <p>Invariant: its row stays, for what is still on its way to it, but no request sees it or its history again.
 */
@NullMarked
package atelier.designs.deleting;

import org.jspecify.annotations.NullMarked;
