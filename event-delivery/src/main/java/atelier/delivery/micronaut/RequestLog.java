package atelier.delivery.micronaut;

import atelier.delivery.outbox.Cause;
import io.micronaut.context.propagation.slf4j.MdcPropagationContext;
import io.micronaut.core.order.Ordered;
import io.micronaut.core.propagation.MutablePropagatedContext;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.event.Level;

/**
 * Puts the ids of a request on every log line that it leads to, answers with its {@code X-Request-Id}, and logs one line for it. Queries are not logged: they may hold what is
 * nobody's business.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class RequestLog implements Ordered {
    private static final Logger LOG = LoggerFactory.getLogger("atelier.access");
    private static final String BEGAN = RequestLog.class.getName();

    @RequestFilter
    void begin(HttpRequest<?> request, MutablePropagatedContext context) {
        request.setAttribute(BEGAN, System.nanoTime());
        context.add(new MdcPropagationContext(ids(request)));
    }

    @ResponseFilter
    void end(HttpRequest<?> request, MutableHttpResponse<?> response) {
        Map<String, String> ids = ids(request);
        response.header("X-Request-Id", Objects.requireNonNull(ids.get("request_id")));
        // Whoever asks every second whether all is well does not fill the log.
        boolean watching =
                request.getPath().startsWith("/health") || request.getPath().equals("/prometheus");
        Map<String, String> before = MDC.getCopyOfContextMap();
        ids.forEach(MDC::put);
        try {
            LOG.atLevel(watching ? Level.DEBUG : Level.INFO)
                    .log("{} {} {} {} ms", request.getMethodName(), path(request), response.code(), millis(request));
        } finally {
            MDC.setContextMap(before == null ? Map.of() : before);
        }
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    private static Map<String, String> ids(HttpRequest<?> request) {
        Cause cause = RequestCause.of(request);
        Map<String, String> ids = new TreeMap<>();
        ids.put("request_id", Objects.requireNonNull(cause.causationId()));
        ids.put("correlation_id", Objects.requireNonNull(cause.correlationId()));
        ids.put("trace_id", Objects.requireNonNull(cause.traceId()));
        return ids;
    }

    /** As it came, percent-encoded: no line break gets into the log. */
    private static String path(HttpRequest<?> request) {
        String path = request.getUri().getRawPath();
        return path == null ? "" : path.length() <= 200 ? path : path.substring(0, 200) + "…";
    }

    private static long millis(HttpRequest<?> request) {
        long began = request.getAttribute(BEGAN, Long.class).orElseGet(System::nanoTime);
        return Duration.ofNanos(System.nanoTime() - began).toMillis();
    }
}
