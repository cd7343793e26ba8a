/**
 * Measures what an order costs: {@code make bench-orders}.
 *
 * <p>Invariant: two things that are compared are measured in turns in one run, by one load driver, against the same servers with the settings of {@code make run}.
 */
@NullMarked
package atelier.bench;

import org.jspecify.annotations.NullMarked;
