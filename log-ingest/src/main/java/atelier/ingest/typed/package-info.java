/**
 * The typed tables beside {@code kafka_logs}, filled from it by offset range.
 *
 * <p>Invariant: of each record that belongs to a typed table there is one row, in the table or in {@code ingest_dead_letters}, never in both.
 */
@NullMarked
package atelier.ingest.typed;

import org.jspecify.annotations.NullMarked;
