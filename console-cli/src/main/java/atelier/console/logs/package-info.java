/**
 * Reads the log tables.
 *
 * <p>Invariant: filters run in the store, and what is exported holds every byte that the store holds.
 */
@NullMarked
package atelier.console.logs;

import org.jspecify.annotations.NullMarked;
