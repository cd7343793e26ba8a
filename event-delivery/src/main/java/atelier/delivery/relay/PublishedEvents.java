package atelier.delivery.relay;

import atelier.delivery.kafka.KafkaSettings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * What the outbox still has, and what of it is certainly in Kafka: for whoever compares the two. Thread-safe; changes nothing.
 *
 * <p>Published is what the relay's place in Kafka covers, and nothing else: a place that is a little old calls fewer rows published, never one too many.
 */
public final class PublishedEvents {
    /** Rows by primary key and no sort, however little the planner knows of a table that was made yesterday. A page never stands in the way for long. */
    private static final String SESSION =
            "set local enable_sort = off; set local enable_seqscan = off; set local jit = off;"
                    + " set local statement_timeout = '10s'; set local lock_timeout = '5s'";

    private static final String OLDEST = "select min(created_at) from outbox";

    private static final String PAGE = """
            select id, event_id, topic, aggregate_id, sequence, created_at,
                pg_visible_in_snapshot(xid, ?::text::pg_snapshot)
                    or (id <= ? and pg_visible_in_snapshot(xid, ?::text::pg_snapshot)) as published
            from outbox where created_at >= ? and (created_at, id) > (?, ?)
            order by created_at, id limit ?""";

    /**
     * A row of the outbox.
     *
     * @param aggregateId the key of its record
     * @param createdAt what its record has as {@code ce_time}, to the microsecond
     * @param published whether it is certainly in Kafka; false may also mean that this is not known yet
     */
    public record Event(
            UUID id, String topic, String aggregateId, long sequence, Instant createdAt, boolean published) {}

    /** Behind which row a page begins; rows are ordered by time, then by number. */
    public record After(Instant createdAt, long row) {
        /** Before every row. */
        public static final After NOTHING = new After(Instant.EPOCH, 0);
    }

    /**
     * Some rows.
     *
     * @param keptFrom the oldest that there is; what was said before is no longer known here. Null if there is none.
     * @param next where the next page begins, null if this is the last
     */
    public record Page(
            @Nullable Instant keptFrom,
            List<Event> events,
            @Nullable After next) {
        public Page {
            events = List.copyOf(events);
        }
    }

    private final DataSource database;
    private final RelayPlace place;

    PublishedEvents(DataSource database, RelayPlace place) {
        this.database = database;
        this.place = place;
    }

    public static PublishedEvents of(Relay relay, DataSource database, KafkaSettings kafka) {
        return new PublishedEvents(database, new RelayPlace(relay::stored, database, kafka));
    }

    /**
     * The rows behind one, by time.
     *
     * @param limit the most of them
     * @throws PlaceUnknown if it cannot be told what is published
     */
    public Page page(After after, int limit) throws SQLException {
        Cursor cursor = place.now();
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            try (Statement session = connection.createStatement()) {
                session.execute(SESSION);
            }
            // First, because it locks every day: none is dropped before this page is told.
            Instant keptFrom = oldest(connection);
            Page page = page(connection, cursor, after, limit, keptFrom);
            connection.commit();
            return page;
        }
    }

    private static @Nullable Instant oldest(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(OLDEST)) {
            row.next();
            OffsetDateTime oldest = row.getObject(1, OffsetDateTime.class);
            return oldest == null ? null : oldest.toInstant();
        }
    }

    private static Page page(Connection connection, Cursor cursor, After after, int limit, @Nullable Instant keptFrom)
            throws SQLException {
        Cursor.@Nullable Drain drain = cursor.drain();
        try (PreparedStatement select = connection.prepareStatement(PAGE)) {
            OffsetDateTime from = after.createdAt().atOffset(ZoneOffset.UTC);
            select.setString(1, cursor.delivered().toString());
            select.setLong(2, drain == null ? 0 : drain.lastId());
            select.setString(3, (drain == null ? cursor.delivered() : drain.upTo()).toString());
            select.setObject(4, from);
            select.setObject(5, from);
            select.setLong(6, after.row());
            select.setInt(7, limit + 1); // one more tells whether there is another page
            List<Event> events = new ArrayList<>();
            After last = after;
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    if (events.size() == limit) {
                        return new Page(keptFrom, events, last);
                    }
                    Instant createdAt =
                            row.getObject("created_at", OffsetDateTime.class).toInstant();
                    last = new After(createdAt, row.getLong("id"));
                    events.add(new Event(
                            row.getObject("event_id", UUID.class),
                            row.getString("topic"),
                            row.getString("aggregate_id"),
                            row.getLong("sequence"),
                            createdAt,
                            row.getBoolean("published")));
                }
            }
            return new Page(keptFrom, events, null);
        }
    }
}
