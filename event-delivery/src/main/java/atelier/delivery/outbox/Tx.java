package atelier.delivery.outbox;

import atelier.events.Event;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** A transaction in progress. For the thread that runs it, until it ends. */
public interface Tx {

    /** The transaction's connection: for statements only, not to commit, roll back or close. */
    Connection connection();

    /**
     * Says events if this transaction commits; they go to the database with the commit. Lock the aggregates' rows first, then append: that is what keeps one aggregate's events in order.
     *
     * @throws EventTooLarge if Kafka would refuse one of them
     */
    void append(List<Numbered> events, Cause cause) throws SQLException;

    /** Says one event. */
    default void append(Event event, long sequence, Cause cause) throws SQLException {
        append(List.of(new Numbered(event, sequence)), cause);
    }
}
