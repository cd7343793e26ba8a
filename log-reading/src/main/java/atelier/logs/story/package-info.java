/**
 * Everything that happened around one id, across topics, causes before effects.
 *
 * <p>Invariant: a story is bounded, and says when there was more.
 */
@NullMarked
package atelier.logs.story;

import org.jspecify.annotations.NullMarked;
