package atelier.orders.store;

import atelier.orders.order.OrderId;
import atelier.orders.order.Reason;
import atelier.orders.order.TrackedStep;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

@Singleton
final class PostgresOrderTracking implements OrderTracking {
    private static final String ADD = """
            insert into order_tracking (order_id, sequence, status, at, reason, event_id)
            select * from unnest(?::text[], ?::bigint[], ?::text[], ?::timestamptz[], ?::text[], ?::text[])
            on conflict (order_id, sequence) do nothing""";

    private static final String OF =
            "select status, at, reason, event_id from order_tracking where order_id = ? order by sequence";

    @Override
    public void add(Connection connection, List<Heard> steps) throws SQLException {
        if (steps.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(ADD)) {
            insert.setArray(
                    1, column(connection, "text", steps, heard -> heard.order().text()));
            insert.setArray(2, column(connection, "bigint", steps, Heard::sequence));
            insert.setArray(
                    3, column(connection, "text", steps, heard -> heard.step().status()));
            insert.setArray(4, column(connection, "timestamptz", steps, heard -> heard.step()
                    .at()));
            insert.setArray(
                    5,
                    column(connection, "text", steps, heard -> text(heard.step().reason())));
            insert.setArray(
                    6, column(connection, "text", steps, heard -> heard.step().eventId()));
            insert.executeUpdate();
        }
    }

    private static Array column(
            Connection connection, String type, List<Heard> steps, Function<Heard, @Nullable Object> value)
            throws SQLException {
        return connection.createArrayOf(type, steps.stream().map(value).toArray());
    }

    private static @Nullable String text(@Nullable Reason reason) {
        return reason == null ? null : reason.text();
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
