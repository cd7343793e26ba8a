/**
 * Says whether ClickHouse works and what is in it.
 *
 * <p>Invariant: it leaves nothing behind but what it found.
 */
@NullMarked
package atelier.console.check;

import org.jspecify.annotations.NullMarked;
