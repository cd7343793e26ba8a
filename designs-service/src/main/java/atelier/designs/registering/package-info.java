/**
 * Takes a new design in: {@code POST /api/designs}.
 *
 * <p>Invariant: the design and its {@code design.created} commit together or not at all.
 */
@NullMarked
package atelier.designs.registering;

import org.jspecify.annotations.NullMarked;
