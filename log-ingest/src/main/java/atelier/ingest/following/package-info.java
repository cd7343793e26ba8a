/**
 * Gives many readers the rows of a table as they come.
 *
 * <p>Invariant: however many follow a table, one question at a time is asked for all of them, and what is kept for them is
 * bounded: who is slower than that is told how much was missed.
 */
@NullMarked
package atelier.ingest.following;

import org.jspecify.annotations.NullMarked;
