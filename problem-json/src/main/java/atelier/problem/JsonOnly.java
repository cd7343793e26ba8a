package atelier.problem;

import io.micronaut.http.BasicHttpAttributes;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.List;
import java.util.Optional;

/** A body says that it is JSON, or is not read. The router refuses every other type, but takes a body without one for what the handler expects. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class JsonOnly {
    @RequestFilter
    Optional<MutableHttpResponse<Problem>> refuse(HttpRequest<?> request) {
        boolean takesBody = request.getMethod() == HttpMethod.POST || request.getMethod() == HttpMethod.PATCH;
        // Without a route it is the path or the method that is wrong, and refused as such.
        boolean routed = BasicHttpAttributes.getRouteMatchInfo(request).isPresent();
        return takesBody && routed && request.getContentType().isEmpty()
                ? Optional.of(tell(request, problem().response()))
                : Optional.empty();
    }

    static Problem problem() {
        return Problem.of(
                        HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                        "unsupported-media-type",
                        "The body has to be JSON and say so: Content-Type: application/json.")
                .withAllowed(List.of(MediaType.APPLICATION_JSON));
    }

    /** What would have been taken: {@code Accept-Post} of the Linked Data Platform, {@code Accept-Patch} of RFC 5789. */
    static <T> MutableHttpResponse<T> tell(HttpRequest<?> request, MutableHttpResponse<T> refusal) {
        String header = request.getMethod() == HttpMethod.PATCH ? "Accept-Patch" : "Accept-Post";
        return refusal.header(header, MediaType.APPLICATION_JSON);
    }
}
