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
            insert.setObject(1, texts(event -> event.topic));
            insert.setObject(2, texts(event -> event.event.aggregateId()));
            insert.setObject(
                    3, events.stream().mapToLong(event -> event.sequence).toArray());
            insert.setObject(4, texts(event -> event.eventId.toString()));
            insert.setObject(5, texts(event -> event.event.type()));
            insert.setObject(6, texts(event -> event.cause.correlationId()));
            insert.setObject(7, texts(event -> event.cause.causationId()));
            insert.setObject(8, texts(event -> event.cause.traceparent()));
            insert.setObject(9, events.stream().map(event -> event.payload).toArray(byte[][]::new));
            insert.execute();
        }
        events.clear();
        bytes = 0;
    }

    private @Nullable String[] texts(Function<Appended, @Nullable String> column) {
        return events.stream().map(column).toArray(String[]::new);
    }
}
