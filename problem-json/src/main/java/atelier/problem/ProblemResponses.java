package atelier.problem;

import atelier.problem.arriving.Undecoded;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.micronaut.web.router.exceptions.UnsatisfiedRouteException;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;

/**
 * Turns the errors that Micronaut itself answers (no such path, wrong method, body too large, what a handler threw) into problems.
 * Its messages are not passed on: they name classes and quote exceptions.
 */
@Singleton
final class ProblemResponses implements ErrorResponseProcessor<Problem> {
    @Override
    public MutableHttpResponse<Problem> processResponse(ErrorContext context, MutableHttpResponse<?> response) {
        HttpStatus status =
                Undecoded.tooLong(context.getRequest()).orElseGet(() -> HttpStatus.valueOf(response.code()));
        if (status == HttpStatus.UNSUPPORTED_MEDIA_TYPE) {
            JsonOnly.tell(context.getRequest(), response);
        }
        Problem problem = problem(context, status, response.getHeaders().getAll(HttpHeaders.ALLOW));
        return response.status(status).contentType(Problem.MEDIA_TYPE).body(problem);
    }

    private static Problem problem(ErrorContext context, HttpStatus status, List<String> methods) {
        var request = context.getRequest();
        return switch (status) {
            case NOT_FOUND -> Problem.notFound("There is nothing at " + request.getPath() + ".");
            case METHOD_NOT_ALLOWED ->
                Problem.of(
                                status,
                                "method-not-allowed",
                                request.getMethodName() + " is not possible at " + request.getPath() + ".")
                        .withAllowed(methods.stream()
                                .flatMap(line -> Arrays.stream(line.split(",")))
                                .map(String::strip)
                                .sorted()
                                .toList());
            case UNSUPPORTED_MEDIA_TYPE -> JsonOnly.problem();
            case NOT_ACCEPTABLE -> Problem.of(status, "not-acceptable", "The answer is application/json.");
            case REQUEST_ENTITY_TOO_LARGE -> Problem.of(status, "body-too-large", "The body is larger than allowed.");
            case REQUEST_URI_TOO_LONG ->
                Problem.of(status, "request-line-too-long", "The path and query are longer than allowed.");
            case REQUEST_HEADER_FIELDS_TOO_LARGE ->
                Problem.of(status, "headers-too-large", "The headers are larger than allowed.");
            case BAD_REQUEST -> unreadable(context);
            case SERVICE_UNAVAILABLE ->
                Problem.of(status, "unavailable", "The service cannot answer at the moment; try again.");
            default ->
                status.getCode() >= 500
                        ? Problem.of(status, "internal", "The service failed; the log says why.")
                        : Problem.of(status, "http-" + status.getCode(), status.getReason() + ".");
        };
    }

    private static Problem unreadable(ErrorContext context) {
        // Micronaut misses an argument of the handler: here that is always the body.
        return context.getRootCause().orElse(null) instanceof UnsatisfiedRouteException
                ? Problem.unreadableBody("The body is empty; a JSON object is expected.")
                : Problem.of(HttpStatus.BAD_REQUEST, "bad-request", "The request could not be read.");
    }
}
