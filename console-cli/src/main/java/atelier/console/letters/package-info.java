/**
 * The records that do not fit a typed table, for people: which, why, and what is to become of them.
 *
 * <p>Invariant: nothing here changes a dead letter. What is wanted is written down for log-ingest, which alone does it.
 */
@NullMarked
package atelier.console.letters;

import org.jspecify.annotations.NullMarked;
