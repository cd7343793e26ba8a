package atelier.logship;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Makes of a log event the JSON object that a row of table {@code application_logs} is made of, never longer than Kafka takes. For any thread. */
final class LineWriter {

    /** Lengths in characters: all of them together, each escaped to six bytes, are well under the megabyte that Kafka takes. */
    static final int LONGEST_MESSAGE = 8_192;

    static final int LONGEST_STACK_TRACE = 32_768;
    private static final int LONGEST_NAME = 256;
    private static final int LONGEST_ATTRIBUTE = 1_024;
    private static final int MOST_ATTRIBUTES = 16;
    private static final int USUAL_BYTES = 512;

    /** What is in the MDC under these names has a column of its own. */
    private static final List<String> IDS = List.of("trace_id", "request_id", "correlation_id");

    // Shared buffers: the default keeps them per thread, and virtual threads are many and short.
    private static final JsonFactory JSON = JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();

    private final String service;
    private final String instance;

    LineWriter(String service, String instance) {
        this.service = service;
        this.instance = instance;
    }

    byte[] line(ILoggingEvent event) {
        return object(json -> {
            head(json, event.getInstant(), event.getLevel().toString(), event.getLoggerName(), event.getThreadName());
            text(json, "message", String.valueOf(event.getFormattedMessage()), LONGEST_MESSAGE);
            IThrowableProxy thrown = event.getThrowableProxy();
            if (thrown != null) {
                text(json, "exception_class", thrown.getClassName(), LONGEST_NAME);
                text(json, "stack_trace", ThrowableProxyUtil.asString(thrown), LONGEST_STACK_TRACE);
            }
            ids(json, event.getMDCPropertyMap());
        });
    }

    /** The line that stands where others are missing. */
    byte[] dropped(long count) {
        return object(json -> {
            head(json, Instant.now(), "warn", "atelier.logship", Shipper.NAME);
            text(json, "message", count + " log lines dropped: there was no room for them", LONGEST_MESSAGE);
        });
    }

    private void head(JsonGenerator json, Instant time, String level, String logger, String thread) throws IOException {
        json.writeStringField("time", time.truncatedTo(ChronoUnit.MICROS).toString());
        json.writeStringField("level", level.toLowerCase(Locale.ROOT));
        json.writeStringField("service", service);
        json.writeStringField("instance", instance);
        text(json, "logger", logger, LONGEST_NAME);
        text(json, "thread", thread, LONGEST_NAME);
    }

    private static void ids(JsonGenerator json, Map<String, String> diagnostics) throws IOException {
        for (String id : IDS) {
            String value = diagnostics.get(id);
            if (value != null) {
                text(json, id, value, LONGEST_NAME);
            }
        }
        if (!IDS.containsAll(diagnostics.keySet())) {
            json.writeObjectFieldStart("attributes");
            int left = MOST_ATTRIBUTES;
            for (Map.Entry<String, String> entry : diagnostics.entrySet()) {
                if (!IDS.contains(entry.getKey()) && left-- > 0) {
                    text(json, cut(entry.getKey(), LONGEST_NAME), String.valueOf(entry.getValue()), LONGEST_ATTRIBUTE);
                }
            }
            json.writeEndObject();
        }
    }

    private static void text(JsonGenerator json, String name, String value, int longest) throws IOException {
        json.writeStringField(name, cut(value, longest));
    }

    /** At most so many characters, and a word about those that were cut off. */
    static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return sound(text);
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
        return sound(text.substring(0, end)) + "… [" + (text.length() - end) + " characters cut off]";
    }

    /** Half a surrogate pair, which no UTF-8 can say, becomes a question mark. */
    private static String sound(String text) {
        return text.chars().anyMatch(unit -> Character.isSurrogate((char) unit))
                ? new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)
                : text;
    }

    private interface Content {
        void writeTo(JsonGenerator json) throws IOException;
    }

    private static byte[] object(Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_BYTES);
        try (JsonGenerator json = JSON.createGenerator(bytes, JsonEncoding.UTF8)) {
            json.writeStartObject();
            content.writeTo(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
