package atelier.delivery.outbox;

import atelier.events.Envelope;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What led to an event: a request or another event.
 *
 * @param correlationId the same on everything that one request led to
 * @param causationId the id of the event or request that led to this one
 * @param traceparent W3C trace context
 */
public record Cause(
        @Nullable String correlationId,
        @Nullable String causationId,
        @Nullable String traceparent) {
    public static final Cause NONE = new Cause(null, null, null);

    private static final int MAX_CHARS = 300;

    /** W3C Trace Context level 1, version 00; ids of zeros only are invalid. */
    private static final Pattern TRACEPARENT =
            Pattern.compile("00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    /**
     * The cause of what a handler says because of a received event; an event that correlates with nothing starts a correlation of its own.
     * What the database could not keep is left out: a stranger's header must not make the batch fail for ever.
     */
    public static Cause of(Envelope envelope) {
        String id = storable(envelope.id());
        String correlationId = storable(envelope.correlationId());
        return new Cause(correlationId == null ? id : correlationId, id, storable(envelope.traceparent()));
    }

    /** Whether others will understand it as a trace context. */
    public static boolean isTraceparent(String text) {
        return TRACEPARENT.matcher(text).matches();
    }

    /** The trace that this belongs to, or null if it belongs to none. */
    public @Nullable String traceId() {
        Matcher trace = TRACEPARENT.matcher(traceparent == null ? "" : traceparent);
        return trace.matches() ? trace.group(1) : null;
    }

    private static @Nullable String storable(@Nullable String text) {
        boolean kept =
                text != null && text.length() <= MAX_CHARS && text.codePoints().noneMatch(Cause::unfit);
        return kept ? text : null;
    }

    /** PostgreSQL takes neither NUL nor half a surrogate pair. */
    private static boolean unfit(int character) {
        return Character.isISOControl(character) || Character.getType(character) == Character.SURROGATE;
    }
}
