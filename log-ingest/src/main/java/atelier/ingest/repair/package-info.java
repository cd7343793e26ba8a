/**
 * Puts right what a comparison of the log with Kafka has found: from Kafka into the table, and from the table into Kafka.
 *
 * <p>Invariant: never an offset above the table's highest of its partition, and one repair of a partition at a time; else the table would no longer be the ledger of what was read.
 */
@NullMarked
package atelier.ingest.repair;

import org.jspecify.annotations.NullMarked;
