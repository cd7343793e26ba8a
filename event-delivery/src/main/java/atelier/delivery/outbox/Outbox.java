package atelier.delivery.outbox;

import atelier.delivery.kafka.TopicNames;
import atelier.events.Event;
import atelier.events.EventCodec;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Makes events into rows of the outbox. Thread-safe. */
public final class Outbox {
    /** Kafka takes requests of 1 MiB by default; what is left is for headers, key and the batch around them. */
    public static final int DEFAULT_MAX_EVENT_BYTES = 960 * 1024;

    /** Header names and the attributes of fixed size, generously. */
    private static final int OVERHEAD_BYTES = 1024;

    private final EventCodec codec = new EventCodec();
    private final TopicNames topics;
    private final int maxEventBytes;

    public Outbox(TopicNames topics) {
        this(topics, DEFAULT_MAX_EVENT_BYTES);
    }

    public Outbox(TopicNames topics, int maxEventBytes) {
        this.topics = topics;
        this.maxEventBytes = maxEventBytes;
    }

    /** @throws EventTooLarge if Kafka would refuse it */
    Appended row(Numbered numbered, Cause cause) {
        Event event = numbered.event();
        byte[] payload = codec.write(event);
        checkSize(event, payload, cause);
        return new Appended(topics.of(event.topic()), numbered, cause, payload);
    }

    private void checkSize(Event event, byte[] payload, Cause cause) {
        // The aggregate's id is sent twice, as key and as subject.
        long bytes = payload.length
                + 2L * length(event.aggregateId())
                + length(cause.correlationId())
                + length(cause.causationId())
                + length(cause.traceparent())
                + OVERHEAD_BYTES;
        if (bytes > maxEventBytes) {
            throw new EventTooLarge(event, bytes, maxEventBytes);
        }
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
    }
}
