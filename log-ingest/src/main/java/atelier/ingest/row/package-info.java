/**
 * A Kafka record as a row of {@code kafka_logs}, and many rows as one block of ClickHouse's Native format.
 *
 * <p>Invariant: key, value and headers go in byte for byte; whatever a record contains, it becomes exactly one row.
 */
@NullMarked
package atelier.ingest.row;

import org.jspecify.annotations.NullMarked;
