/**
 * A small client of ClickHouse's HTTP interface, for reading.
 *
 * <p>Invariant: a value from outside travels as a parameter of the statement, never in its text.
 */
@NullMarked
package atelier.logs.clickhouse;

import org.jspecify.annotations.NullMarked;
