/**
 * Requests at random, made from a service's own OpenAPI document.
 *
 * <p>Invariant: a seed makes the same choices again; what is found names the seed and the request.
 */
@NullMarked
package atelier.testing.fuzzing;

import org.jspecify.annotations.NullMarked;
