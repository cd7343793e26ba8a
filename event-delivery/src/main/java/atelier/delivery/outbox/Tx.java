package atelier.delivery.outbox;

import atelier.events.Event;
import java.sql.Connection;
import java.sql.SQLException;

/** A transaction in progress. For the thread that runs it, until it ends. */
public interface Tx {

    /** The transaction's connection: for statements only, not to commit, roll back or close. */
    Connection connection();

    /**
     * Says an event if this transaction commits. Lock the aggregate's row first, then append: that is what keeps one aggregate's events in order.
     *
     * @param sequence contiguous from 1 per topic and aggregate; it is kept in the aggregate's row
     * @throws EventTooLarge if Kafka would refuse it
     */
    void append(Event event, long sequence, Cause cause) throws SQLException;
}
