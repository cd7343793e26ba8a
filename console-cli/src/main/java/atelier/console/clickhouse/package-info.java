/**
 * A small client of ClickHouse's HTTP interface.
 *
 * <p>Invariant: a value from outside travels as a parameter of the statement, never in its text.
 */
@NullMarked
package atelier.console.clickhouse;

import org.jspecify.annotations.NullMarked;
