package atelier.ingest.row;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamReadException;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One pass over a value, without a tree: is it one JSON value, and what does its top level say of itself?
 *
 * @param error empty for JSON, otherwise what is wrong with it and where
 * @param ids what stands at any depth in fields whose names end in {@code id}
 * @param type the event's type: {@code type} of a structured CloudEvent, else {@code event}; empty if neither
 */
record JsonGlance(String error, String type, String id, String traceparent, List<String> ids) {

    /** More would make the log's index of ids useless for all the others. */
    private static final int MOST_IDS = 48;

    private static final int LONGEST_ID = 128;

    private static final int LONGEST_ERROR = 300;

    /** No limits: a record that JSON allows is not invalid because a parser is careful; Kafka bounds its size. */
    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            // Field names come from strangers: interning would fill a table of the JVM's. Canonicalising them stays on,
            // because without it Jackson reads bytes through a Reader that replaces malformed UTF-8.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    static JsonGlance at(byte[] value) {
        Seen seen = new Seen();
        return JsonScan.isOneValue(value, seen) ? seen.glance() : careful(value);
    }

    /** By a parser that takes all JSON and says what is wrong with the rest. */
    static JsonGlance careful(byte[] value) {
        Seen seen = new Seen();
        try (JsonParser parser = JSON.createParser(value)) {
            int depth = 0;
            int values = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token.isStructEnd()) {
                    depth--;
                    continue;
                }
                if (depth == 0 && ++values > 1) {
                    return broken("more than one value", seen);
                }
                if (token.isStructStart()) {
                    depth++;
                } else if (token == JsonToken.VALUE_STRING || token == JsonToken.VALUE_NUMBER_INT) {
                    seen.take(parser, token, depth);
                }
            }
            if (values == 0) {
                return broken("no value", seen);
            }
            return seen.glance();
        } catch (StreamReadException e) {
            return broken(e.getOriginalMessage() + " at byte " + e.getLocation().getByteOffset(), seen);
        } catch (IOException | RuntimeException e) {
            // Jackson reports some malformed UTF-8 and UTF-32 as plain IOExceptions, a few as unchecked ones.
            return broken(String.valueOf(e.getMessage()), seen);
        }
    }

    private static JsonGlance broken(String why, Seen seen) {
        String line = why.lines().findFirst().orElse("");
        return new JsonGlance(
                "not JSON: " + line.substring(0, Math.min(line.length(), LONGEST_ERROR)), "", "", "", seen.ids());
    }

    /** The top-level strings that name an event, the last of repeated ones counts; and ids. */
    static final class Seen {

        /** Of top-level strings that are looked at. */
        static final List<String> NAMES = List.of("specversion", "type", "event", "id", "traceparent");

        private boolean cloudEvent;
        private String type = "";
        private String event = "";
        private String id = "";
        private String traceparent = "";

        private final Set<String> ids = new LinkedHashSet<>();

        List<String> ids() {
            return List.copyOf(ids);
        }

        void take(JsonParser at, JsonToken token, int depth) throws IOException {
            String name = at.currentName();
            if (name == null) {
                return; // an element of an array
            }
            boolean isId = name.endsWith("id") || name.endsWith("Id");
            if (isId && at.getTextLength() <= LONGEST_ID) {
                id(at.getText());
            }
            if (depth == 1 && token == JsonToken.VALUE_STRING && NAMES.contains(name)) {
                name(name, at.getText());
            }
        }

        /** The value of any field whose name says that it is an id. */
        void id(String value) {
            if (ids.size() < MOST_IDS && !value.isEmpty() && value.length() <= LONGEST_ID) {
                ids.add(value);
            }
        }

        void name(String name, String value) {
            switch (name) {
                case "specversion" -> cloudEvent = true;
                case "type" -> type = value;
                case "event" -> event = value;
                case "id" -> id = value;
                case "traceparent" -> traceparent = value;
                default -> {}
            }
        }

        /** {@code type} and {@code id} are any JSON's words: they name the event only in a structured CloudEvent. */
        JsonGlance glance() {
            return cloudEvent
                    ? new JsonGlance("", type, id, traceparent, ids())
                    : new JsonGlance("", event, "", "", ids());
        }
    }
}
