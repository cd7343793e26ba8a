package atelier.delivery.consuming;

import atelier.delivery.outbox.Tx;
import java.sql.SQLException;
import java.util.List;

/** What a service does when it hears something. Called by one thread per loop, in the order of each partition. */
@FunctionalInterface
public interface EventHandler {

    /**
     * Takes in one record that this group has not seen, in the transaction of its batch.
     *
     * <p>It must decide on {@link atelier.events.Received.Unknown} too, usually by doing nothing. What it throws rolls the whole batch back, which is then tried again for
     * as long as it takes: throw for what may get better, never for what an event says. No effects outside the database: they would be repeated.
     */
    void handle(Tx tx, ReceivedRecord record) throws Exception;

    /**
     * Called once before the records of a batch are handled one by one, with all of them, each event once: the place for what takes one statement for all instead of one for
     * each, and to lock what they will lock in an order in which nobody deadlocks. For what it throws the same holds as above.
     */
    default void prepare(Tx tx, List<ReceivedRecord> records) throws SQLException {}
}
