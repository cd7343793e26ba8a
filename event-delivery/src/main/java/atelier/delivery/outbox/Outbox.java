package atelier.delivery.outbox;

import atelier.delivery.kafka.TopicNames;
import atelier.events.Event;
import atelier.events.EventCodec;
import atelier.events.Uuid7;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes events beside the change that they tell of: one INSERT each, sent together, nothing else. Thread-safe. */
public final class Outbox {
    /** Kafka takes requests of 1 MiB by default; what is left is for headers, key and the batch around them. */
    public static final int DEFAULT_MAX_EVENT_BYTES = 960 * 1024;

    /** Header names and the attributes of fixed size, generously. */
    private static final int OVERHEAD_BYTES = 1024;

    private static final String INSERT = """
            insert into outbox
                (topic, aggregate_id, sequence, event_id, type, correlation_id, causation_id, traceparent, payload)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private final EventCodec codec = new EventCodec();
    private final TopicNames topics;
    private final int maxEventBytes;

    public Outbox(TopicNames topics) {
        this(topics, DEFAULT_MAX_EVENT_BYTES);
    }

    public Outbox(TopicNames topics, int maxEventBytes) {
        this.topics = topics;
        this.maxEventBytes = maxEventBytes;
    }

    void append(Connection connection, List<Numbered> events, Cause cause) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (Numbered numbered : events) {
                Event event = numbered.event();
                byte[] payload = codec.write(event);
                checkSize(event, payload, cause);
                insert.setString(1, topics.of(event.topic()));
                insert.setString(2, event.aggregateId());
                insert.setLong(3, numbered.sequence());
                insert.setObject(4, Uuid7.next());
                insert.setString(5, event.type());
                insert.setString(6, cause.correlationId());
                insert.setString(7, cause.causationId());
                insert.setString(8, cause.traceparent());
                insert.setBytes(9, payload);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private void checkSize(Event event, byte[] payload, Cause cause) {
        // The aggregate's id is sent twice, as key and as subject.
        long bytes = payload.length
                + 2L * length(event.aggregateId())
                + length(cause.correlationId())
                + length(cause.causationId())
                + length(cause.traceparent())
                + OVERHEAD_BYTES;
        if (bytes > maxEventBytes) {
            throw new EventTooLarge(event, bytes, maxEventBytes);
        }
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
    }
}
