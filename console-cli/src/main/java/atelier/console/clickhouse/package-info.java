/**
 * Finds ClickHouse by the environment.
 *
 * <p>Invariant: a wrong setting is named with what is allowed, and the password is never shown.
 */
@NullMarked
package atelier.console.clickhouse;

import org.jspecify.annotations.NullMarked;
