package atelier.delivery.relay;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a relay that has just fenced its predecessor goes on.
 *
 * <p>The database notes, in {@code outbox_relay}, that a relay began to publish from it; it does so after the first cursor is in Kafka and before the first event is. So
 * without that note nothing was published and a missing cursor means the beginning, however many rows were appended before the first relay came. With the note a missing
 * cursor is a lost one, unless the outbox is empty: then nothing can be doubled.
 */
final class StartingPoint {
    private static final Logger LOG = LoggerFactory.getLogger(StartingPoint.class);

    private final Connection connection;
    private final DatabaseIdentity database;
    private final String topic;

    StartingPoint(Connection connection, DatabaseIdentity database, String topic) {
        this.connection = connection;
        this.database = database;
        this.topic = topic;
    }

    /**
     * Checks the cursor that was found, or makes the first one and keeps it.
     *
     * @throws RelayRefused if it cannot be told what has been published
     */
    Cursor from(Optional<Cursor> found, Publisher publisher) throws SQLException {
        if (found.isPresent()) {
            check(found.get());
            noteStart();
            return found.get();
        }
        if (ask("select first_started_at is not null from outbox_relay") && ask("select exists (select from outbox)")) {
            throw new RelayRefused("The place of the relay is lost: topic " + topic
                    + " keeps none, but events of database "
                    + database.name() + " were published before and its outbox is not empty. To publish all that is in"
                    + " the outbox, some of it for the second time: update outbox_relay set first_started_at = null."
                    + " To publish nothing of it: truncate outbox.");
        }
        Cursor start = Cursor.atStartOf(database);
        publisher.publish(List.of(), start);
        noteStart();
        LOG.info("The relay of database {} begins with the first row of the outbox", database.name());
        return start;
    }

    private void check(Cursor cursor) throws SQLException {
        if (!cursor.database().isSameAs(database)) {
            throw new RelayRefused("Topic " + topic + " keeps the place in another database (cluster "
                    + cursor.database().system() + ", oid " + cursor.database().oid() + "), this is cluster "
                    + database.system() + ", oid " + database.oid() + ". If both exist, rename this one; if this one"
                    + " replaces the other, delete that topic.");
        }
        if (Snapshot.parse(text("select pg_current_snapshot()::text")).xmax()
                < cursor.delivered().xmax()) {
            throw new RelayRefused("Database " + database.name() + " is older than the place in topic " + topic
                    + ": was it restored from a backup? Events in Kafka are then missing here. To go on with what the"
                    + " outbox holds: update outbox_relay set first_started_at = null and delete that topic.");
        }
    }

    private void noteStart() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("update outbox_relay set first_started_at = now() where first_started_at is null");
        }
    }

    private boolean ask(String query) throws SQLException {
        return "t".equals(text(query));
    }

    private String text(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            if (!row.next()) {
                throw new RelayRefused("Table outbox_relay of database " + database.name() + " has lost its row.");
            }
            return row.getString(1);
        }
    }
}
