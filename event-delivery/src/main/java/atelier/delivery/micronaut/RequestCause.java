package atelier.delivery.micronaut;

import atelier.delivery.outbox.Cause;
import atelier.events.Uuid7;
import io.micronaut.http.HttpRequest;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a request says about its own causes, or gets instead. Headers that are malformed are passed over: they must not fail a request, nor spoil a log.
 */
public final class RequestCause {
    private static final String KEPT_AS = RequestCause.class.getName();
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:/+=@-]{1,128}");

    private RequestCause() {}

    /** The request's id causes what follows, and correlates it unless the request names a correlation. The same for each call with one request. */
    public static Cause of(HttpRequest<?> request) {
        return request.getAttribute(KEPT_AS, Cause.class).orElseGet(() -> {
            Cause cause = read(request);
            request.setAttribute(KEPT_AS, cause);
            return cause;
        });
    }

    private static Cause read(HttpRequest<?> request) {
        String requestId = header(request, "X-Request-Id", ID.asMatchPredicate());
        String id = requestId == null ? Uuid7.next().toString() : requestId;
        String correlationId = header(request, "X-Correlation-Id", ID.asMatchPredicate());
        String traceparent = header(request, "traceparent", Cause::isTraceparent);
        return new Cause(
                correlationId == null ? id : correlationId, id, traceparent == null ? newTrace() : traceparent);
    }

    /** A trace that begins here, marked as sampled so that those behind keep theirs. */
    private static String newTrace() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return String.format(
                "00-%016x%016x-%016x-01",
                random.nextLong(), random.nextLong(1, Long.MAX_VALUE), random.nextLong(1, Long.MAX_VALUE));
    }

    private static @Nullable String header(HttpRequest<?> request, String name, Predicate<String> allowed) {
        String value = request.getHeaders().get(name);
        return value != null && allowed.test(value) ? value : null;
    }
}
