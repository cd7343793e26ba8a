package atelier.orders.store;

import atelier.orders.order.Article;
import atelier.orders.order.DesignId;
import atelier.orders.order.Order;
import atelier.orders.order.OrderLine;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a new order into all its tables. */
final class OrderInsert {
    /** One round trip for the order, its lines, its history and what it waits for. */
    private static final String INSERT = """
            with placed as (
                insert into orders
                    (id, user_id, currency, total, status, held_since, reason, sequence, created_at, updated_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                returning *
            ), history as (
                insert into order_history (order_id, sequence, from_status, to_status, reason, at, event_type)
                select id, 1, null, status, null, created_at, 'order.created' from placed
                union all
                select id, 2, status, status, reason, held_since, 'order.on_hold' from placed where held_since is not null
            ), lines as (
                insert into order_lines (order_id, position, design_id, sku, quantity, unit_price)
                select placed.id, line.position, line.design_id, line.sku, line.quantity, line.unit_price
                from placed, unnest(?::text[], ?::text[], ?::int[], ?::bigint[])
                    with ordinality as line (design_id, sku, quantity, unit_price, position)
            )
            insert into order_holds (design_id, order_id)
            select design_id, placed.id from placed, unnest(?::text[]) as design_id""";

    private OrderInsert() {}

    static void run(Connection connection, Order order, List<DesignId> waitsFor) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, order.id().text());
            insert.setString(2, order.userId());
            insert.setString(3, order.total().currency().getCurrencyCode());
            insert.setLong(4, order.total().minor());
            insert.setString(5, order.status().word());
            insert.setObject(6, utc(order.heldSince()), Types.TIMESTAMP_WITH_TIMEZONE);
            insert.setString(7, order.reason() == null ? null : order.reason().text());
            insert.setLong(8, order.sequence());
            insert.setObject(9, utc(order.createdAt()));
            insert.setObject(10, utc(order.updatedAt()));
            List<OrderLine> lines = order.lines().all();
            insert.setArray(11, connection.createArrayOf("text", designs(lines)));
            insert.setArray(12, connection.createArrayOf("text", skus(lines)));
            insert.setArray(
                    13,
                    connection.createArrayOf(
                            "int", lines.stream().map(OrderLine::quantity).toArray()));
            insert.setArray(
                    14,
                    connection.createArrayOf(
                            "bigint", lines.stream().map(OrderLine::unitPrice).toArray()));
            insert.setArray(
                    15,
                    connection.createArrayOf(
                            "text", waitsFor.stream().map(DesignId::text).toArray()));
            insert.executeUpdate();
        }
    }

    private static @Nullable String[] designs(List<OrderLine> lines) {
        return lines.stream()
                .map(line -> line.design().map(DesignId::text).orElse(null))
                .toArray(String[]::new);
    }

    private static @Nullable String[] skus(List<OrderLine> lines) {
        return lines.stream()
                .map(line -> line.article() instanceof Article.OfStock stock ? stock.sku() : null)
                .toArray(String[]::new);
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
