package atelier.orders.store;

import atelier.orders.order.Advance;
import atelier.orders.order.DesignId;
import atelier.orders.order.Order;
import atelier.orders.order.OrderId;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@Singleton
final class PostgresOrders implements Orders {
    private static final String ADVANCE = """
            with moved as (
                update orders set status = ?, held_since = null, reason = ?, sequence = ?, updated_at = ?
                where id = ?
                returning *
            ), ended as (
                delete from order_holds where order_id = (select id from moved)
            )
            insert into order_history (order_id, sequence, from_status, to_status, reason, at, event_type)
            select id, sequence, ?, status, reason, updated_at, ? from moved""";

    private static final String SELECT = """
            select id, user_id, currency, total, status, held_since, reason, sequence, created_at, updated_at
            from orders
            """;

    @Override
    public void add(Connection connection, Order order, List<DesignId> waitsFor) throws SQLException {
        OrderInsert.run(connection, order, waitsFor);
    }

    @Override
    public Optional<Order> find(Connection connection, OrderId id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT + "where id = ?")) {
            select.setString(1, id.text());
            return OrderRows.read(connection, select).stream().findFirst();
        }
    }

    @Override
    public Optional<Order> lock(Connection connection, OrderId id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT + "where id = ? for no key update")) {
            select.setString(1, id.text());
            return OrderRows.read(connection, select).stream().findFirst();
        }
    }

    @Override
    public void advance(Connection connection, Advance.Moved moved) throws SQLException {
        Order order = moved.order();
        try (PreparedStatement advance = connection.prepareStatement(ADVANCE)) {
            advance.setString(1, order.status().word());
            advance.setString(2, order.reason() == null ? null : order.reason().text());
            advance.setLong(3, order.sequence());
            advance.setObject(4, order.updatedAt().atOffset(ZoneOffset.UTC));
            advance.setString(5, order.id().text());
            advance.setString(6, moved.from().word());
            advance.setString(7, moved.event().type());
            advance.executeUpdate();
        }
    }

    @Override
    public List<Order> page(Connection connection, OrderFilter filter) throws SQLException {
        // Only the conditions that are asked for, so that each combination has a plan that uses its index.
        List<String> values = new ArrayList<>();
        StringBuilder sql = new StringBuilder(SELECT).append("where true");
        condition(sql, values, " and user_id = ?", filter.userId());
        condition(
                sql,
                values,
                " and status = ?",
                filter.status() == null ? null : filter.status().word());
        condition(
                sql,
                values,
                " and id < ?",
                filter.before() == null ? null : filter.before().text());
        if (filter.onHold() != null) {
            sql.append(filter.onHold() ? " and held_since is not null" : " and held_since is null");
        }
        sql.append(" order by id desc limit ?");
        try (PreparedStatement select = connection.prepareStatement(sql.toString())) {
            for (int i = 0; i < values.size(); i++) {
                select.setString(i + 1, values.get(i));
            }
            select.setInt(values.size() + 1, filter.limit() + 1);
            return OrderRows.read(connection, select);
        }
    }

    private static void condition(StringBuilder sql, List<String> values, String condition, @Nullable String value) {
        if (value != null) {
            sql.append(condition);
            values.add(value);
        }
    }
}
