package atelier.events;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is said about an event beside its data: the attributes of CloudEvents 1.0 and four of ours.
 *
 * @param id unique per source; a UUIDv7 on events of ours
 * @param type for example {@code order.created}
 * @param source who says it
 * @param subject the aggregate's id
 * @param time when it happened
 * @param traceparent W3C trace context
 * @param correlationId the same on everything that one request led to
 * @param causationId the id of the event or request that led to this one
 * @param sequence contiguous from 1 per topic and aggregate
 */
public record Envelope(
        String id,
        String type,
        String source,
        @Nullable String subject,
        @Nullable Instant time,
        @Nullable String traceparent,
        @Nullable String correlationId,
        @Nullable String causationId,
        @Nullable Long sequence) {

    public Envelope {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(source, "source");
    }
}
