package atelier.orders.store;

import atelier.orders.order.DesignId;
import atelier.orders.order.HeldOrder;
import atelier.orders.order.OrderId;
import atelier.orders.order.Reason;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Orders on hold. Whoever ends a hold locks the order first, so that two designs of one order are settled in turn. */
public interface HeldOrders {

    /** Locks orders that wait for the design, in the order of their ids. */
    List<HeldOrder> lockWaitingFor(Connection connection, DesignId design, int limit) throws SQLException;

    /** Locks orders on hold since before {@code time}, oldest first; passes over those that somebody else is settling. */
    List<HeldOrder> lockHeldBefore(Connection connection, Instant time, int limit) throws SQLException;

    /**
     * Ends the waiting for one design.
     *
     * @return those of the orders that wait for no other design: they go on
     */
    Set<OrderId> release(Connection connection, List<HeldOrder> locked, DesignId design, Reason why, Instant now)
            throws SQLException;

    /** Ends the orders. */
    void cancel(Connection connection, List<HeldOrder> locked, Reason why, Instant now) throws SQLException;
}
