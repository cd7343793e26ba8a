package atelier.delivery.relay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * How far the relay of a database has come: everything that {@code delivered} sees is in Kafka.
 *
 * @param drain the difference that is being published in pieces, or null between differences
 */
record Cursor(
        DatabaseIdentity database,
        Snapshot delivered,
        @Nullable Drain drain) {

    /**
     * A difference too large for one Kafka transaction.
     *
     * @param upTo the snapshot that it ends with; the next {@code delivered}
     * @param lastId the last row that is in Kafka
     */
    record Drain(Snapshot upTo, long lastId) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    static Cursor atStartOf(DatabaseIdentity database) {
        return new Cursor(database, Snapshot.NOTHING, null);
    }

    Cursor at(Snapshot next) {
        return new Cursor(database, next, null);
    }

    Cursor draining(Snapshot upTo, long lastId) {
        return new Cursor(database, delivered, new Drain(upTo, lastId));
    }

    byte[] toJson() {
        ObjectNode node = JSON.createObjectNode()
                .put("system", database.system())
                .put("oid", database.oid())
                .put("database", database.name())
                .put("delivered", delivered.toString());
        if (drain != null) {
            node.put("up_to", drain.upTo.toString()).put("last_id", drain.lastId);
        }
        try {
            return JSON.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @throws IllegalArgumentException if the bytes are no cursor */
    static Cursor fromJson(byte @Nullable [] bytes) {
        try {
            if (bytes == null) {
                throw new IllegalArgumentException("the cursor's value is null");
            }
            JsonNode node = JSON.readTree(bytes);
            Drain drain = node.hasNonNull("up_to")
                    ? new Drain(
                            Snapshot.parse(node.required("up_to").asText()),
                            node.required("last_id").asLong())
                    : null;
            return new Cursor(
                    new DatabaseIdentity(
                            node.required("system").asText(),
                            node.required("oid").asLong(),
                            node.required("database").asText()),
                    Snapshot.parse(node.required("delivered").asText()),
                    drain);
        } catch (IOException e) {
            throw new IllegalArgumentException("the cursor is not JSON", e);
        }
    }
}
