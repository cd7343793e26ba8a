package atelier.orders.store;

import atelier.orders.order.HistoryEntry;
import atelier.orders.order.OrderId;
import atelier.orders.order.OrderStatus;
import atelier.orders.order.Reason;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

@Singleton
final class PostgresOrderHistory implements OrderHistory {
    private static final String PAGE = """
            select sequence, from_status, to_status, reason, at, event_type from order_history
            where order_id = ? and sequence > ? order by sequence limit ?""";

    @Override
    public List<HistoryEntry> page(Connection connection, OrderId order, long after, int limit) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(PAGE)) {
            select.setString(1, order.text());
            select.setLong(2, after);
            select.setInt(3, limit);
            List<HistoryEntry> found = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(entry(row));
                }
            }
            return found;
        }
    }

    private static HistoryEntry entry(ResultSet row) throws SQLException {
        String from = row.getString("from_status");
        String reason = row.getString("reason");
        return new HistoryEntry(
                row.getLong("sequence"),
                from == null ? null : OrderStatus.of(from).orElseThrow(),
                OrderStatus.of(row.getString("to_status")).orElseThrow(),
                reason == null ? null : new Reason(reason),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("event_type"));
    }
}
