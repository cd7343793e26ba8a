/**
 * Bytes of unknown content, and JSON from which every one of them can be got back.
 *
 * <p>Invariant: what is text is written as text and what is not as base64; which of the two is always said.
 */
@NullMarked
package atelier.logs.octets;

import org.jspecify.annotations.NullMarked;
