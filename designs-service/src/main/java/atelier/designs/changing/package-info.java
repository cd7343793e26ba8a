/**
 * Changes designs that exist, for the rooms that know what is wished.
 *
 * <p>Invariant: a change, its entry in the history, its event and what the owner is told commit together or not at all; the version is checked while the row is locked.
 */
@NullMarked
package atelier.designs.changing;

import org.jspecify.annotations.NullMarked;
