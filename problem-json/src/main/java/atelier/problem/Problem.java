package atelier.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer that refuses, RFC 9457.
 *
 * @param type a URN that programs compare; it stays the same while titles and details may change
 * @param detail what is wrong with this very request
 * @param errors one entry per field at fault; null when no field is
 * @param allowed the steps, methods or values that would have been taken; null when there is no such list, empty when nothing is allowed any more
 */
@Serdeable
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @Nullable List<FieldError> errors,
        @Nullable List<String> allowed) {

    static final MediaType MEDIA_TYPE = MediaType.of("application/problem+json");

    public Problem {
        errors = errors == null ? null : List.copyOf(errors);
        allowed = allowed == null ? null : List.copyOf(allowed);
    }

    /** A problem without fields and lists; {@code slug} becomes the end of its type. */
    public static Problem of(HttpStatus status, String slug, String detail) {
        return new Problem("urn:atelier:problem:" + slug, status.getReason(), status.getCode(), detail, null, null);
    }

    /** The body is JSON, but its content is not what the resource takes: 422. */
    public static Problem invalidFields(List<FieldError> errors) {
        return of(HttpStatus.UNPROCESSABLE_ENTITY, "invalid-fields", summary(errors))
                .withErrors(errors);
    }

    /** A parameter of the query is not what the resource takes: 400. */
    public static Problem invalidParameters(List<FieldError> errors) {
        return of(HttpStatus.BAD_REQUEST, "invalid-parameters", summary(errors)).withErrors(errors);
    }

    /** A header is not what the resource takes: 400. */
    public static Problem invalidHeaders(List<FieldError> errors) {
        return of(HttpStatus.BAD_REQUEST, "invalid-headers", summary(errors)).withErrors(errors);
    }

    /** The body could not be read at all: 400. */
    public static Problem unreadableBody(String detail) {
        return of(HttpStatus.BAD_REQUEST, "unreadable-body", detail);
    }

    public static Problem notFound(String detail) {
        return of(HttpStatus.NOT_FOUND, "not-found", detail);
    }

    /** The caller asked to change another version than the current one: 412; the answer tells the current one in {@code ETag}, as {@code IfMatch.etag} writes it. */
    public static MutableHttpResponse<Problem> preconditionFailed(String current) {
        return of(
                        HttpStatus.PRECONDITION_FAILED,
                        "precondition-failed",
                        "If-Match names another version than the current one, which is " + current + ".")
                .response()
                .header(HttpHeaders.ETAG, current);
    }

    public Problem withErrors(List<FieldError> all) {
        return new Problem(type, title, status, detail, all, allowed);
    }

    public Problem withAllowed(List<String> all) {
        return new Problem(type, title, status, detail, errors, all);
    }

    public MutableHttpResponse<Problem> response() {
        return HttpResponse.<Problem>status(HttpStatus.valueOf(status))
                .contentType(MEDIA_TYPE)
                .body(this);
    }

    private static String summary(List<FieldError> errors) {
        FieldError first = errors.getFirst();
        String more = errors.size() == 1 ? "" : " (and " + (errors.size() - 1) + " more, see errors)";
        return first.field() + " " + first.message() + more;
    }
}
