package atelier.ingest.outbox;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a service answers.
 *
 * @param source what its records have as {@code ce_source}
 * @param keptFrom the oldest row that there is; null if there is none
 * @param next where the next page begins; null on the last
 */
record OutboxPage(
        String source,
        @Nullable Instant keptFrom,
        List<OutboxRow> rows,
        @Nullable String next) {

    private static final JsonFactory JSON = new JsonFactory();

    /** @throws IOException if it is not such an answer */
    static OutboxPage read(byte[] body) throws IOException {
        String source = "";
        String keptFrom = null;
        String next = null;
        List<OutboxRow> rows = new ArrayList<>();
        try (JsonParser json = JSON.createParser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("it is no JSON object");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "source" -> source = json.getText();
                    case "kept_from" -> keptFrom = json.getValueAsString();
                    case "next_after" -> next = json.getValueAsString();
                    case "events" -> rows(json, rows);
                    default -> json.skipChildren();
                }
            }
            if (source.isEmpty()) {
                throw new IOException("it has no source");
            }
            return new OutboxPage(source, keptFrom == null ? null : Instant.parse(keptFrom), rows, next);
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static void rows(JsonParser json, List<OutboxRow> rows) throws IOException {
        while (json.nextToken() == JsonToken.START_OBJECT) {
            rows.add(row(json));
        }
    }

    private static OutboxRow row(JsonParser json) throws IOException {
        String id = "";
        String topic = "";
        String aggregate = "";
        String createdAt = "";
        long sequence = 0;
        boolean published = false;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "event_id" -> id = json.getText();
                case "topic" -> topic = json.getText();
                case "aggregate_id" -> aggregate = json.getText();
                case "sequence" -> sequence = json.getLongValue();
                case "created_at" -> createdAt = json.getText();
                case "published" -> published = json.getBooleanValue();
                default -> json.skipChildren();
            }
        }
        return new OutboxRow(UUID.fromString(id), topic, aggregate, sequence, Instant.parse(createdAt), published);
    }
}
