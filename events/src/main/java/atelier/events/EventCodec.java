package atelier.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Events as JSON bytes and back: snake_case, ISO 8601 times in UTC, money in minor units. Thread-safe. */
public final class EventCodec {
    private static final Map<String, Class<? extends Event>> TYPES = Map.ofEntries(
            Map.entry(DesignEvent.Created.TYPE, DesignEvent.Created.class),
            Map.entry(DesignEvent.Updated.TYPE, DesignEvent.Updated.class),
            Map.entry(DesignEvent.StatusChanged.TYPE, DesignEvent.StatusChanged.class),
            Map.entry(DesignEvent.Deleted.TYPE, DesignEvent.Deleted.class),
            Map.entry(EmailEvent.Wanted.TYPE, EmailEvent.Wanted.class),
            Map.entry(EmailEvent.Sent.TYPE, EmailEvent.Sent.class),
            Map.entry(EmailEvent.Failed.TYPE, EmailEvent.Failed.class),
            Map.entry(SmsEvent.Wanted.TYPE, SmsEvent.Wanted.class),
            Map.entry(SmsEvent.Sent.TYPE, SmsEvent.Sent.class),
            Map.entry(SmsEvent.Delivered.TYPE, SmsEvent.Delivered.class),
            Map.entry(SmsEvent.Failed.TYPE, SmsEvent.Failed.class),
            Map.entry(NotificationEvent.Push.TYPE, NotificationEvent.Push.class),
            Map.entry(OrderEvent.Created.TYPE, OrderEvent.Created.class),
            Map.entry(OrderEvent.OnHold.TYPE, OrderEvent.OnHold.class),
            Map.entry(OrderEvent.Released.TYPE, OrderEvent.Released.class),
            Map.entry(OrderEvent.Cancelled.TYPE, OrderEvent.Cancelled.class),
            Map.entry(OrderEvent.Processed.TYPE, OrderEvent.Processed.class),
            Map.entry(OrderEvent.Shipped.TYPE, OrderEvent.Shipped.class),
            Map.entry(OrderEvent.Delivered.TYPE, OrderEvent.Delivered.class));

    // Buffers are shared: the default keeps them per thread, and with a virtual thread per request each would be made
    // anew.
    private final ObjectMapper json = JsonMapper.builder(JsonFactory.builder()
                    .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
                    .build())
            .addModule(new JavaTimeModule())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            // A later version may say more; it may not say less, nor fractions of a minor unit.
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** The event's own JSON, without envelope. */
    public byte[] write(Event event) {
        try {
            return json.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(event.type() + " cannot be written as JSON", e);
        }
    }

    /**
     * Reads what a record says: CloudEvents in binary or structured mode, or plain {@code {"event": …, "data": …}}. Never throws for what the bytes hold.
     *
     * @param headers the record's headers; of repeated ones the last
     * @param value the record's value, null for a tombstone
     */
    public Received read(Map<String, String> headers, byte @Nullable [] value) {
        Envelope envelope = EnvelopeHeaders.read(headers);
        String type = headers.get(EnvelopeHeaders.TYPE);
        if (value == null) {
            return new Received.Unknown(envelope, type, "tombstone");
        }
        try {
            if (type != null) {
                Class<? extends Event> known = TYPES.get(type);
                return known == null ? unknownType(envelope, type) : known(envelope, json.readValue(value, known));
            }
            return self(json.readTree(value));
        } catch (IOException e) {
            return new Received.Unknown(envelope, type, reason(e));
        }
    }

    /** A value that tells by itself what it is. */
    private Received self(@Nullable JsonNode root) {
        if (root == null || !root.isObject()) {
            return new Received.Unknown(null, null, "no event type in headers or value");
        }
        boolean structured = root.hasNonNull("specversion");
        String type = text(root, structured ? "type" : "event");
        if (type == null) {
            return new Received.Unknown(null, null, "no event type in headers or value");
        }
        Envelope envelope = structured ? envelope(root, type) : null;
        Class<? extends Event> known = TYPES.get(type);
        if (known == null) {
            return unknownType(envelope, type);
        }
        JsonNode data = root.get("data");
        if (data == null || !data.isObject()) {
            return new Received.Unknown(envelope, type, "data is not an object");
        }
        try {
            return known(envelope, json.treeToValue(data, known));
        } catch (JsonProcessingException e) {
            return new Received.Unknown(envelope, type, reason(e));
        }
    }

    private static Received known(@Nullable Envelope envelope, @Nullable Event event) {
        return event == null
                ? new Received.Unknown(envelope, envelope == null ? null : envelope.type(), "data is null")
                : new Received.Known(envelope, event);
    }

    private static Received unknownType(@Nullable Envelope envelope, String type) {
        return new Received.Unknown(envelope, type, "type is not known here");
    }

    private static @Nullable Envelope envelope(JsonNode root, String type) {
        String id = text(root, "id");
        if (id == null) {
            return null;
        }
        String source = text(root, "source");
        return new Envelope(
                id,
                type,
                source == null ? "" : source,
                text(root, "subject"),
                EnvelopeHeaders.time(text(root, "time")),
                text(root, "traceparent"),
                text(root, "correlationid"),
                text(root, "causationid"),
                EnvelopeHeaders.sequence(text(root, "sequence")));
    }

    private static @Nullable String text(JsonNode object, String field) {
        JsonNode node = object.get(field);
        return node == null
                        || !node.isValueNode()
                        || node.isNull()
                        || node.asText().isEmpty()
                ? null
                : node.asText();
    }

    /** One line, without the data: it may be personal, and it may be a megabyte. */
    private static String reason(IOException e) {
        if (e instanceof JsonProcessingException json) {
            String first = json.getOriginalMessage().lines().findFirst().orElse("");
            return "not readable: " + first.substring(0, Math.min(first.length(), 200));
        }
        return "not readable: " + e.getClass().getSimpleName();
    }
}
