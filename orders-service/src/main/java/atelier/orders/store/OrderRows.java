package atelier.orders.store;

import atelier.orders.order.Article;
import atelier.orders.order.DesignId;
import atelier.orders.order.Money;
import atelier.orders.order.Order;
import atelier.orders.order.OrderId;
import atelier.orders.order.OrderLine;
import atelier.orders.order.OrderLines;
import atelier.orders.order.OrderStatus;
import atelier.orders.order.Reason;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads orders with their lines: two statements, however many orders. */
final class OrderRows {
    private static final String LINES = """
            select order_id, design_id, sku, quantity, unit_price from order_lines
            where order_id = any(?) order by order_id, position""";

    private OrderRows() {}

    /** @param select of the columns of {@code orders} */
    static List<Order> read(Connection connection, PreparedStatement select) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                rows.add(Row.of(row));
            }
        }
        Map<String, List<OrderLine>> lines = lines(connection, rows);
        return rows.stream()
                .map(row -> row.order(new OrderLines(lines.getOrDefault(row.id, List.of()))))
                .toList();
    }

    private static Map<String, List<OrderLine>> lines(Connection connection, List<Row> rows) throws SQLException {
        Map<String, List<OrderLine>> lines = new HashMap<>();
        if (rows.isEmpty()) {
            return lines;
        }
        try (PreparedStatement select = connection.prepareStatement(LINES)) {
            select.setArray(
                    1,
                    connection.createArrayOf("text", rows.stream().map(Row::id).toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    lines.computeIfAbsent(row.getString("order_id"), order -> new ArrayList<>())
                            .add(new OrderLine(article(row), row.getInt("quantity"), row.getLong("unit_price")));
                }
            }
        }
        return lines;
    }

    private static Article article(ResultSet row) throws SQLException {
        String design = row.getString("design_id");
        return design == null
                ? new Article.OfStock(Objects.requireNonNull(row.getString("sku")))
                : new Article.OfDesign(new DesignId(design));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private record Row(
            String id,
            String userId,
            Money total,
            OrderStatus status,
            @Nullable Instant heldSince,
            @Nullable Reason reason,
            long sequence,
            Instant createdAt,
            Instant updatedAt) {

        static Row of(ResultSet row) throws SQLException {
            String reason = row.getString("reason");
            return new Row(
                    row.getString("id"),
                    row.getString("user_id"),
                    new Money(row.getLong("total"), Currency.getInstance(row.getString("currency"))),
                    OrderStatus.of(row.getString("status")).orElseThrow(),
                    instant(row, "held_since"),
                    reason == null ? null : new Reason(reason),
                    row.getLong("sequence"),
                    Objects.requireNonNull(instant(row, "created_at")),
                    Objects.requireNonNull(instant(row, "updated_at")));
        }

        Order order(OrderLines lines) {
            return new Order(
                    new OrderId(id), userId, lines, total, status, heldSince, reason, sequence, createdAt, updatedAt);
        }
    }
}
