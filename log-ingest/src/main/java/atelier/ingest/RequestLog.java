package atelier.ingest;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.event.Level;

/** Answers with the request's {@code X-Request-Id}, or with one of its own, and logs one line for the request. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class RequestLog implements Ordered {
    private static final Logger LOG = LoggerFactory.getLogger("atelier.access");
    private static final String HEADER = "X-Request-Id";
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:/+=@-]{1,128}");
    private static final String BEGAN = RequestLog.class.getName();

    @RequestFilter
    void begin(HttpRequest<?> request) {
        request.setAttribute(BEGAN, System.nanoTime());
    }

    @ResponseFilter
    void end(HttpRequest<?> request, MutableHttpResponse<?> response) {
        String given = request.getHeaders().get(HEADER);
        String id = given != null && ID.matcher(given).matches()
                ? given
                : UUID.randomUUID().toString();
        response.header(HEADER, id);
        long began = request.getAttribute(BEGAN, Long.class).orElseGet(System::nanoTime);
        // Whoever asks every second whether all is well does not fill the log.
        boolean watching =
                request.getPath().startsWith("/health") || request.getPath().equals("/prometheus");
        try (MDC.MDCCloseable own = MDC.putCloseable("request_id", id)) {
            LOG.atLevel(watching ? Level.DEBUG : Level.INFO)
                    .log(
                            "{} {} {} {} ms",
                            request.getMethodName(),
                            request.getUri().getRawPath(),
                            response.code(),
                            Duration.ofNanos(System.nanoTime() - began).toMillis());
        }
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }
}
