/**
 * The rows of a table as they come.
 *
 * <p>Invariant: how far a reader is, is told by an offset for each partition and never by a time; each row behind it is given once.
 */
@NullMarked
package atelier.logs.follow;

import org.jspecify.annotations.NullMarked;
