package atelier.delivery.outbox;

import atelier.events.Envelope;
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

    /**
     * The cause of what a handler says because of a received event; an event that correlates with nothing starts a correlation of its own.
     * What the database could not keep is left out: a stranger's header must not make the batch fail for ever.
     */
    public static Cause of(Envelope envelope) {
        String id = storable(envelope.id());
        String correlationId = storable(envelope.correlationId());
        return new Cause(correlationId == null ? id : correlationId, id, storable(envelope.traceparent()));
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
