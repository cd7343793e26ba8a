package atelier.orders.store;

import atelier.orders.order.DesignId;
import atelier.orders.order.DesignStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.SequencedSet;

/** This service's copy of what the designs service said. */
public interface KnownDesigns {

    /**
     * Where the designs stand, and keeps them there until the transaction ends. A design that nobody spoke of is entered as unknown, so that its first event
     * finds a row to wait for.
     *
     * @throws SQLException with state 55P03 when somebody else kept one of them for too long; a new transaction may try again
     */
    Map<DesignId, DesignStatus> hold(Connection connection, SequencedSet<DesignId> designs) throws SQLException;

    /**
     * Applies what an event says unless a newer one was applied before; waits for transactions that hold the design.
     *
     * @param sequence the event's; 0 if it has none, which counts only for a design of which none with a sequence was heard
     * @return whether it was applied
     */
    boolean apply(Connection connection, DesignId design, DesignStatus status, long sequence) throws SQLException;
}
