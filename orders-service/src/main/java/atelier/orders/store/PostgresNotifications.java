package atelier.orders.store;

import atelier.events.NotificationEvent;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

@Singleton
final class PostgresNotifications implements Notifications {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresNotifications.class);

    /** Indexed columns have to fit into an index entry, which ends at about 2,700 bytes. */
    private static final int MAX_INDEXED = 200;

    private static final int MAX_TEXT = 10_000;

    /** Inside of what a timestamptz holds. */
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    @Override
    public void add(Connection connection, NotificationEvent.Push push) throws SQLException {
        if (!storable(push)) {
            LOG.warn("passed over a notification: overlong, of no calendar or with characters that cannot be kept");
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into notifications (id, user_id, type, title, message, created_at)
                values (?, ?, ?, ?, ?, ?)
                on conflict (id) do nothing""")) {
            insert.setString(1, push.notificationId());
            insert.setString(2, push.userId());
            insert.setString(3, push.kind());
            insert.setString(4, push.title());
            insert.setString(5, push.message());
            insert.setObject(6, push.createdAt().atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        }
    }

    /** Anyone may publish notifications, and a record that the database refuses would be tried again for ever. */
    private static boolean storable(NotificationEvent.Push push) {
        Instant at = push.createdAt();
        return at.isAfter(EARLIEST)
                && at.isBefore(LATEST)
                && Stream.of(push.notificationId(), push.userId(), push.kind())
                        .allMatch(text -> storable(text, MAX_INDEXED))
                && Stream.of(push.title(), push.message()).allMatch(text -> storable(text, MAX_TEXT));
    }

    private static boolean storable(String text, int maxLength) {
        return text.length() <= maxLength
                && text.codePoints()
                        .noneMatch(character -> character == 0 || Character.getType(character) == Character.SURROGATE);
    }
}
