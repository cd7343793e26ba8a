package atelier.problem;

import io.micronaut.serde.annotation.Serdeable;

/**
 * What is wrong with one field of a request.
 *
 * @param field path as the caller wrote it, for example {@code items[0].quantity}
 * @param message what is allowed, as the end of a sentence that begins with the field
 */
@Serdeable
public record FieldError(String field, String message) {}
