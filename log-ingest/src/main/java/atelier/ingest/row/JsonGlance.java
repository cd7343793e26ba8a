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
        TopLevel seen = new TopLevel();
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

    private static JsonGlance broken(String why, TopLevel seen) {
        String line = why.lines().findFirst().orElse("");
        return new JsonGlance(
                "not JSON: " + line.substring(0, Math.min(line.length(), LONGEST_ERROR)), "", "", "", seen.ids());
    }

    /** The top-level strings that name an event; the last of repeated ones counts. */
    private static final class TopLevel {

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
            boolean id = name.endsWith("id") || name.endsWith("Id");
            if (id && ids.size() < MOST_IDS && at.getTextLength() > 0 && at.getTextLength() <= LONGEST_ID) {
                ids.add(at.getText());
            }
            if (depth == 1 && token == JsonToken.VALUE_STRING) {
                name(name, at);
            }
        }

        private void name(String name, JsonParser at) throws IOException {
            switch (name) {
                case "specversion" -> cloudEvent = true;
                case "type" -> type = at.getText();
                case "event" -> event = at.getText();
                case "id" -> id = at.getText();
                case "traceparent" -> traceparent = at.getText();
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
