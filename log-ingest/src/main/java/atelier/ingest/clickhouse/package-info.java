/**
 * ClickHouse over its HTTP interface, as little of it as ingest needs.
 *
 * <p>Invariant: a request is sent once. What failed is said to the caller; nothing is repeated behind its back.
 */
@NullMarked
package atelier.ingest.clickhouse;

import org.jspecify.annotations.NullMarked;
