package atelier.delivery.micronaut;

import atelier.delivery.outbox.Cause;
import atelier.events.Uuid7;
import io.micronaut.http.HttpRequest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a request says about its own causes. Headers that are malformed are passed over: they must not fail a request, nor spoil a log. */
public final class RequestCause {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:/+=@-]{1,128}");

    /** W3C Trace Context level 1, version 00; ids of zeros only are invalid. */
    private static final Pattern TRACEPARENT =
            Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    private RequestCause() {}

    /** The request's id causes what follows; without an id of its own, what follows correlates under a new one. */
    public static Cause of(HttpRequest<?> request) {
        String requestId = header(request, "X-Request-Id", ID);
        String correlationId = header(request, "X-Correlation-Id", ID);
        if (correlationId == null) {
            correlationId = requestId == null ? Uuid7.next().toString() : requestId;
        }
        return new Cause(correlationId, requestId, header(request, "traceparent", TRACEPARENT));
    }

    private static @Nullable String header(HttpRequest<?> request, String name, Pattern allowed) {
        String value = request.getHeaders().get(name);
        return value != null && allowed.matcher(value).matches() ? value : null;
    }
}
