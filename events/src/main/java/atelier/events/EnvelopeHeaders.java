package atelier.events;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The envelope as record headers: binary mode of the CloudEvents Kafka binding 1.0.2. */
public final class EnvelopeHeaders {
    public static final String ID = "ce_id";
    public static final String TYPE = "ce_type";
    public static final String CONTENT_TYPE = "content-type";
    public static final String TRACEPARENT = "traceparent";
    public static final String SEQUENCE = "ce_sequence";

    private static final String SPEC_VERSION = "ce_specversion";
    private static final String SOURCE = "ce_source";
    private static final String SUBJECT = "ce_subject";
    private static final String TIME = "ce_time";
    private static final String CORRELATION_ID = "ce_correlationid";
    private static final String CAUSATION_ID = "ce_causationid";

    private EnvelopeHeaders() {}

    /** Header names and values in a fixed order, attributes that are not known left out. */
    public static Map<String, String> write(Envelope envelope) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(SPEC_VERSION, "1.0");
        headers.put(ID, envelope.id());
        headers.put(TYPE, envelope.type());
        headers.put(SOURCE, envelope.source());
        put(headers, SUBJECT, envelope.subject());
        put(headers, TIME, envelope.time());
        headers.put(CONTENT_TYPE, "application/json");
        put(headers, TRACEPARENT, envelope.traceparent());
        put(headers, CORRELATION_ID, envelope.correlationId());
        put(headers, CAUSATION_ID, envelope.causationId());
        put(headers, SEQUENCE, envelope.sequence());
        return headers;
    }

    /** The envelope that the headers hold, or null if they name no id or no type. A time or sequence that cannot be read is left out. */
    public static @Nullable Envelope read(Map<String, String> headers) {
        String id = headers.get(ID);
        String type = headers.get(TYPE);
        if (id == null || id.isEmpty() || type == null || type.isEmpty()) {
            return null;
        }
        return new Envelope(
                id,
                type,
                headers.getOrDefault(SOURCE, ""),
                headers.get(SUBJECT),
                time(headers.get(TIME)),
                headers.get(TRACEPARENT),
                headers.get(CORRELATION_ID),
                headers.get(CAUSATION_ID),
                sequence(headers.get(SEQUENCE)));
    }

    static @Nullable Instant time(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    static @Nullable Long sequence(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static void put(Map<String, String> headers, String name, @Nullable Object value) {
        if (value != null) {
            headers.put(name, value.toString());
        }
    }
}
