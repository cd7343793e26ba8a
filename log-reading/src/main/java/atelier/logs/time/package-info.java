/**
 * Points in time and spans as people type and read them.
 *
 * <p>Invariant: a time without a zone is in the zone of the run, and nothing else is guessed.
 */
@NullMarked
package atelier.logs.time;

import org.jspecify.annotations.NullMarked;
