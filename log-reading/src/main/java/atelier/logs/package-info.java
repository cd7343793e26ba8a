/**
 * Reads the log tables in ClickHouse, for the console and for HTTP.
 *
 * <p>Invariant: filters run in the store, and what is exported holds every byte that the store holds.
 */
@NullMarked
package atelier.logs;

import org.jspecify.annotations.NullMarked;
