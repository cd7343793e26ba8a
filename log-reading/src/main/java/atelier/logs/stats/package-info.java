/**
 * How many records there were, how large, how often and how many of them failed.
 *
 * <p>Invariant: answered from the counts per minute that the table keeps beside its rows, never from the rows.
 */
@NullMarked
package atelier.logs.stats;

import org.jspecify.annotations.NullMarked;
