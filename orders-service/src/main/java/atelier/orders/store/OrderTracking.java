package atelier.orders.store;

import atelier.orders.order.OrderId;
import atelier.orders.order.TrackedStep;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What was heard about orders on their topic. */
public interface OrderTracking {

    /**
     * A step as it was heard.
     *
     * @param sequence the event's
     */
    record Heard(OrderId order, long sequence, TrackedStep step) {}

    /** Keeps steps in one statement; the first that was heard of an order under its number stays. */
    void add(Connection connection, List<Heard> steps) throws SQLException;

    /** The steps of an order in the order in which they were taken, whenever they were heard. */
    List<TrackedStep> of(Connection connection, OrderId order) throws SQLException;
}
