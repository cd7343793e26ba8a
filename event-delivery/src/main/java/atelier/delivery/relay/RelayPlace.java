package atelier.delivery.relay;

import atelier.delivery.kafka.KafkaSettings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** How far the database is published, whoever publishes it: told by the relay of this process, or read from Kafka. Thread-safe. */
final class RelayPlace {
    /** A reader that asks for page after page does not open a consumer for each. */
    private static final Duration READ_EVERY = Duration.ofSeconds(2);

    private final Supplier<@Nullable Cursor> own;
    private final DataSource database;
    private final KafkaSettings kafka;
    private @Nullable Cursor read;
    private long readNanos;

    /** @param own the newest place, if this process knows it */
    RelayPlace(Supplier<@Nullable Cursor> own, DataSource database, KafkaSettings kafka) {
        this.own = own;
        this.database = database;
        this.kafka = kafka;
    }

    /**
     * Everything that this covers is in Kafka.
     *
     * @throws PlaceUnknown if there is no place of this database to be found
     */
    Cursor now() throws SQLException {
        Cursor told = own.get();
        return told == null ? readAtTimes() : told;
    }

    private synchronized Cursor readAtTimes() throws SQLException {
        if (read == null || System.nanoTime() - readNanos > READ_EVERY.toNanos()) {
            read = read();
            readNanos = System.nanoTime();
        }
        return read;
    }

    private Cursor read() throws SQLException {
        DatabaseIdentity identity;
        Snapshot now;
        try (Connection connection = database.getConnection()) {
            identity = DatabaseIdentity.of(connection);
            if (text("select first_started_at is null from outbox_relay", connection)
                    .equals("t")) {
                return Cursor.atStartOf(identity); // so nothing was published
            }
            now = Snapshot.parse(text("select pg_current_snapshot()::text", connection));
        }
        CursorTopic topic = new CursorTopic(identity.name());
        try {
            Cursor cursor = topic.read(kafka)
                    .orElseThrow(() -> new PlaceUnknown("topic " + topic.name() + " keeps no place of the relay"));
            if (!cursor.database().isSameAs(identity)) {
                throw new PlaceUnknown("topic " + topic.name() + " keeps the place in another database");
            }
            if (now.xmax() < cursor.delivered().xmax()) {
                throw new PlaceUnknown("the database is older than the place in topic " + topic.name());
            }
            return cursor;
        } catch (KafkaException | IllegalArgumentException e) {
            throw new PlaceUnknown("topic " + topic.name() + " cannot be read: " + e.getMessage());
        }
    }

    private static String text(String query, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            if (!row.next()) {
                throw new PlaceUnknown("table outbox_relay has lost its row");
            }
            return row.getString(1);
        }
    }
}
