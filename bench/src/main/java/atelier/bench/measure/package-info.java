/**
 * What measurements have in common: processes as {@code make run} starts them, what they use, order statistics, the report.
 *
 * <p>Invariant: nothing here knows what is measured.
 */
@NullMarked
package atelier.bench.measure;

import org.jspecify.annotations.NullMarked;
