/**
 * Compares the log with Kafka, record by record, and says what is not as it should be.
 *
 * <p>Invariant: reads both sides by ways of its own, which filling the table does not use, changes nothing, and holds a slice of a partition in memory, never a whole one.
 */
@NullMarked
package atelier.ingest.proof;

import org.jspecify.annotations.NullMarked;
