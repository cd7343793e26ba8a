/**
 * How every HTTP service says no: errors as {@code application/problem+json} (RFC 9457).
 *
 * <p>Invariant: an answer of 400 or more is a {@link atelier.problem.Problem}, and never holds a stack trace, SQL or the text of an exception.
 */
@NullMarked
package atelier.problem;

import org.jspecify.annotations.NullMarked;
