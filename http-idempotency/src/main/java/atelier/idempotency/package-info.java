/**
 * Requests that may be sent again: {@code Idempotency-Key} as in draft-ietf-httpapi-idempotency-key-header-07.
 *
 * <p>Invariant: an answer is stored in the transaction of the work it tells of, so that there is never one without the other; keys and bodies are not logged.
 */
@NullMarked
package atelier.idempotency;

import org.jspecify.annotations.NullMarked;
