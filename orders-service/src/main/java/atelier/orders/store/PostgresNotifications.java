package atelier.orders.store;

import atelier.events.NotificationEvent;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

@Singleton
final class PostgresNotifications implements Notifications {
    /** Indexed columns have to fit into an index entry, which ends at about 2,700 bytes. */
    private static final int MAX_INDEXED = 200;

    private static final int MAX_TEXT = 10_000;

    /** Inside of what a timestamptz holds. */
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private static final String ADD = """
            insert into notifications (id, user_id, type, title, message, created_at)
            select * from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[])
            on conflict (id) do nothing""";

    /** Anyone may publish notifications, and a record that the database refuses would be tried again for ever. */
    @Override
    public boolean keeps(NotificationEvent.Push push) {
        Instant at = push.createdAt();
        return at.isAfter(EARLIEST)
                && at.isBefore(LATEST)
                && Stream.of(push.notificationId(), push.userId(), push.kind())
                        .allMatch(text -> storable(text, MAX_INDEXED))
                && Stream.of(push.title(), push.message()).allMatch(text -> storable(text, MAX_TEXT));
    }

    @Override
    public void add(Connection connection, List<NotificationEvent.Push> pushes) throws SQLException {
        List<NotificationEvent.Push> kept = pushes.stream().filter(this::keeps).toList();
        if (kept.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(ADD)) {
            insert.setArray(1, column(connection, "text", kept, NotificationEvent.Push::notificationId));
            insert.setArray(2, column(connection, "text", kept, NotificationEvent.Push::userId));
            insert.setArray(3, column(connection, "text", kept, NotificationEvent.Push::kind));
            insert.setArray(4, column(connection, "text", kept, NotificationEvent.Push::title));
            insert.setArray(5, column(connection, "text", kept, NotificationEvent.Push::message));
            insert.setArray(6, column(connection, "timestamptz", kept, NotificationEvent.Push::createdAt));
            insert.executeUpdate();
        }
    }

    private static Array column(
            Connection connection,
            String type,
            List<NotificationEvent.Push> pushes,
            Function<NotificationEvent.Push, Object> value)
            throws SQLException {
        return connection.createArrayOf(type, pushes.stream().map(value).toArray());
    }

    private static boolean storable(String text, int maxLength) {
        return text.length() <= maxLength
                && text.codePoints()
                        .noneMatch(character -> character == 0 || Character.getType(character) == Character.SURROGATE);
    }
}
