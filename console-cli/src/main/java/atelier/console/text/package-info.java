/**
 * Bytes of unknown content as text on a screen.
 *
 * <p>Invariant: what is made for a screen is one line, has no control characters, and its width is known.
 */
@NullMarked
package atelier.console.text;

import org.jspecify.annotations.NullMarked;
