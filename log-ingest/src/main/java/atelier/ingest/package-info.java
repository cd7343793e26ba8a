/**
 * Every Kafka record into ClickHouse, once.
 *
 * <p>Invariant: the table is the ledger of what has been read; no record is ever skipped.
 */
@NullMarked
package atelier.ingest;

import org.jspecify.annotations.NullMarked;
