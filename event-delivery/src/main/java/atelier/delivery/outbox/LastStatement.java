package atelier.delivery.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The events of one transaction, held back until its end: then they and the COMMIT are one message to the database, and the commit costs no round trip of its own.
 * For the transaction's thread.
 */
final class LastStatement {
    /** More than that is not held back, but sent before the end. */
    private static final int MOST_BYTES = 1 << 20;

    /** In the order in which they were appended: the rows' ids follow it. */
    private static final String INSERT = """
            insert into outbox
                (topic, aggregate_id, sequence, event_id, type, correlation_id, causation_id, traceparent, payload)
            select topic, aggregate_id, sequence, event_id, type, correlation_id, causation_id, traceparent, payload
            from unnest(?::text[], ?::text[], ?::bigint[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bytea[])
                with ordinality as appended
                    (topic, aggregate_id, sequence, event_id, type, correlation_id, causation_id, traceparent, payload, place)
            order by place""";

    private static final String INSERT_AND_COMMIT = INSERT + "; commit";

    private final List<Appended> events = new ArrayList<>();
    private long bytes;
    private boolean any;

    void add(Connection connection, Appended event) throws SQLException {
        any = true;
        events.add(event);
        bytes += event.payload.length;
        if (bytes > MOST_BYTES) {
            send(connection, INSERT);
        }
    }

    /** Whether anything was ever added. */
    boolean any() {
        return any;
    }

    void commit(Connection connection) throws SQLException {
        if (!events.isEmpty()) {
            // If the INSERT fails, PostgreSQL passes over the rest of the message.
            send(connection, INSERT_AND_COMMIT);
        }
        // The driver knows when there is nothing left to commit; the pool needs to be told.
        connection.commit();
    }

    private void send(Connection connection, String sql) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            array(connection, insert, 1, "text", event -> event.topic);
            array(connection, insert, 2, "text", event -> event.event.aggregateId());
            array(connection, insert, 3, "bigint", event -> event.sequence);
            array(connection, insert, 4, "uuid", event -> event.eventId);
            array(connection, insert, 5, "text", event -> event.event.type());
            array(connection, insert, 6, "text", event -> event.cause.correlationId());
            array(connection, insert, 7, "text", event -> event.cause.causationId());
            array(connection, insert, 8, "text", event -> event.cause.traceparent());
            byte[][] payloads = events.stream().map(event -> event.payload).toArray(byte[][]::new);
            insert.setArray(9, connection.createArrayOf("bytea", payloads));
            insert.execute();
        }
        events.clear();
        bytes = 0;
    }

    private void array(
            Connection connection,
            PreparedStatement insert,
            int place,
            String type,
            Function<Appended, @Nullable Object> column)
            throws SQLException {
        insert.setArray(
                place,
                connection.createArrayOf(type, events.stream().map(column).toArray()));
    }
}
