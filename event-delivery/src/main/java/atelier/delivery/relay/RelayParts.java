package atelier.delivery.relay;

import atelier.delivery.kafka.KafkaSettings;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The parts that the promise hangs on. Tests put weaker ones in their place to see that it then breaks. */
class RelayParts {

    /** Who may publish; null if another may. */
    @Nullable
    Lease lease(Connection session, Runnable onLoss) throws SQLException {
        return Lease.tryTake(session, onLoss);
    }

    Publisher publisher(KafkaSettings kafka, String database, CursorTopic cursors) {
        return new KafkaPublisher(kafka, "relay-" + database, cursors);
    }

    /** Where the relay is after a difference was published. */
    Snapshot reached(Snapshot seen, long highest, Snapshot delivered) {
        return seen.cutAt(highest, delivered);
    }
}
