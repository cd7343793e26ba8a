package atelier.orders.store;

import atelier.orders.order.OrderId;
import atelier.orders.order.Reason;
import atelier.orders.order.TrackedStep;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

@Singleton
final class PostgresOrderTracking implements OrderTracking {
    private static final String ADD = """
            insert into order_tracking (order_id, sequence, status, at, reason, event_id) values (?, ?, ?, ?, ?, ?)
            on conflict (order_id, sequence) do nothing""";

    private static final String OF =
            "select status, at, reason, event_id from order_tracking where order_id = ? order by sequence";

    @Override
    public void add(Connection connection, OrderId order, long sequence, TrackedStep step) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(ADD)) {
            insert.setString(1, order.text());
            insert.setLong(2, sequence);
            insert.setString(3, step.status());
            insert.setObject(4, step.at().atOffset(ZoneOffset.UTC));
            insert.setString(5, step.reason() == null ? null : step.reason().text());
            insert.setString(6, step.eventId());
            insert.executeUpdate();
        }
    }

    @Override
    public List<TrackedStep> of(Connection connection, OrderId order) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(OF)) {
            select.setString(1, order.text());
            List<TrackedStep> steps = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    String reason = row.getString("reason");
                    steps.add(new TrackedStep(
                            row.getString("status"),
                            row.getObject("at", OffsetDateTime.class).toInstant(),
                            reason == null ? null : new Reason(reason),
                            row.getString("event_id")));
                }
            }
            return steps;
        }
    }
}
