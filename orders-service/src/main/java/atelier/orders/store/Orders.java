package atelier.orders.store;

import atelier.orders.order.Advance;
import atelier.orders.order.DesignId;
import atelier.orders.order.Order;
import atelier.orders.order.OrderId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** All orders. */
public interface Orders {

    /** @param waitsFor the designs that keep it on hold; they have to be held */
    void add(Connection connection, Order order, List<DesignId> waitsFor) throws SQLException;

    /** Keeps the order from changing until the transaction ends. */
    Optional<Order> lock(Connection connection, OrderId id) throws SQLException;

    /** Keeps what became of a locked order, and the step in its history. */
    void advance(Connection connection, Advance.Moved moved) throws SQLException;

    Optional<Order> find(Connection connection, OrderId id) throws SQLException;

    /** Newest first; one more than the filter's limit if there are more. */
    List<Order> page(Connection connection, OrderFilter filter) throws SQLException;
}
