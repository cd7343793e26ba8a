/**
 * How long a request may take to arrive.
 *
 * <p>Invariant: a connection on which a request has begun and not ended within the limit is closed, however steadily its bytes trickle in.
 */
@NullMarked
package atelier.problem.arriving;

import org.jspecify.annotations.NullMarked;
