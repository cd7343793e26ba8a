package atelier.orders.store;

import atelier.orders.order.HistoryEntry;
import atelier.orders.order.OrderId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The steps of every order; each is written by the statement that takes it. */
public interface OrderHistory {

    /**
     * Oldest first.
     *
     * @param after only steps with a higher number
     */
    List<HistoryEntry> page(Connection connection, OrderId order, long after, int limit) throws SQLException;
}
