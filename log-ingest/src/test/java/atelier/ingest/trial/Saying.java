package atelier.ingest.trial;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * What a record says, read without any code of ingest: objects are maps, numbers and booleans are {@link Bare}.
 *
 * @param type of the event, empty if it has none
 * @param value null if it is no JSON
 */
record Saying(String type, @Nullable Object value) {

    /** A number or a boolean, as it is written. */
    private record Bare(String text) {}

    static Saying of(ConsumerRecord<byte[], byte[]> record) {
        Object whole = record.value() == null ? null : parsed(record.value());
        Header type = record.headers().lastHeader("ce_type");
        if (type != null) {
            return new Saying(new String(type.value(), StandardCharsets.UTF_8), whole);
        }
        if (whole instanceof Map<?, ?> envelope && envelope.get("event") instanceof String event) {
            return new Saying(event, envelope.get("data") instanceof Map<?, ?> data ? data : whole);
        }
        return new Saying("", whole);
    }

    boolean isObject() {
        return value instanceof Map;
    }

    @Nullable
    Object at(String name) {
        return value instanceof Map<?, ?> map ? map.get(name) : null;
    }

    /** Text, number or boolean under the first of the names that has one, else empty. */
    String text(String... names) {
        for (String name : names) {
            String text = plain(at(name));
            if (!text.isEmpty()) {
                return text;
            }
        }
        return "";
    }

    private static String plain(@Nullable Object value) {
        return value instanceof String text ? text : value instanceof Bare bare ? bare.text() : "";
    }

    /** As JSON without blanks. */
    static String json(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(entry -> "\"" + entry.getKey() + "\":" + json(entry.getValue()))
                        .collect(Collectors.joining(",", "{", "}"));
            case List<?> list -> list.stream().map(Saying::json).collect(Collectors.joining(",", "[", "]"));
            case Bare bare -> bare.text();
            default -> "\"" + value + "\"";
        };
    }

    private static @Nullable Object parsed(byte[] bytes) {
        try (JsonParser parser = new JsonFactory().createParser(bytes)) {
            parser.nextToken();
            return value(parser);
        } catch (IOException e) {
            return null;
        }
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    map.put(name, value(parser));
                }
                yield map;
            }
            case START_ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(parser));
                }
                yield list;
            }
            case VALUE_STRING -> parser.getText();
            case VALUE_NULL -> null;
            default -> new Bare(parser.getText());
        };
    }
}
