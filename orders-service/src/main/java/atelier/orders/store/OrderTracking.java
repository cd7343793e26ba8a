package atelier.orders.store;

import atelier.orders.order.OrderId;
import atelier.orders.order.TrackedStep;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What was heard about orders on their topic. */
public interface OrderTracking {

    /**
     * Keeps a step; the first that was heard under its number stays.
     *
     * @param sequence the event's
     */
    void add(Connection connection, OrderId order, long sequence, TrackedStep step) throws SQLException;

    /** The steps of an order in the order in which they were taken, whenever they were heard. */
    List<TrackedStep> of(Connection connection, OrderId order) throws SQLException;
}
