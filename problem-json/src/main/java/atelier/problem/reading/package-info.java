/**
 * Reads JSON bodies and query parameters strictly and names every field at fault in one answer.
 *
 * <p>Invariant: nothing is converted on the way: a number is not a string, 1.0 and 1e3 are not whole numbers, and a field nobody asked for is an error.
 */
@NullMarked
package atelier.problem.reading;

import org.jspecify.annotations.NullMarked;
