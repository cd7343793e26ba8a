package atelier.orders.store;

import atelier.orders.order.DesignId;
import atelier.orders.order.HeldOrder;
import atelier.orders.order.OrderId;
import atelier.orders.order.Reason;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

@Singleton
final class PostgresHeldOrders implements HeldOrders {
    private static final String WAITING = """
            select id, user_id, sequence from orders
            where held_since is not null and id in (select order_id from order_holds where design_id = ?)
            order by id limit ? for no key update""";

    private static final String SILENT = """
            select id, user_id, sequence from orders
            where held_since < ? order by held_since limit ? for no key update skip locked""";

    /** A statement of its own before RELEASE: what others committed while this one waited for the locks has to be seen. */
    private static final String END_HOLD = "delete from order_holds where design_id = ? and order_id = any(?)";

    private static final String RELEASE = """
            with released as (
                update orders set held_since = null, reason = ?, sequence = sequence + 1, updated_at = ?
                where id = any(?) and not exists (select from order_holds where order_id = orders.id)
                returning *
            )
            insert into order_history (order_id, sequence, from_status, to_status, reason, at, event_type)
            select id, sequence, status, status, reason, updated_at, 'order.released' from released
            returning order_id""";

    private static final String END_HOLDS = "delete from order_holds where order_id = any(?)";

    private static final String CANCEL = """
            with cancelled as (
                update orders
                set status = 'cancelled', held_since = null, reason = ?, sequence = sequence + 1, updated_at = ?
                where id = any(?)
                returning *
            )
            insert into order_history (order_id, sequence, from_status, to_status, reason, at, event_type)
            select id, sequence, 'created', status, reason, updated_at, 'order.cancelled' from cancelled""";

    @Override
    public List<HeldOrder> lockWaitingFor(Connection connection, DesignId design, int limit) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(WAITING)) {
            select.setString(1, design.text());
            select.setInt(2, limit);
            return held(select);
        }
    }

    @Override
    public List<HeldOrder> lockHeldBefore(Connection connection, Instant time, int limit) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SILENT)) {
            select.setObject(1, time.atOffset(ZoneOffset.UTC));
            select.setInt(2, limit);
            return held(select);
        }
    }

    @Override
    public Set<OrderId> release(Connection connection, List<HeldOrder> locked, DesignId design, Reason why, Instant now)
            throws SQLException {
        Array ids = ids(connection, locked);
        try (PreparedStatement delete = connection.prepareStatement(END_HOLD)) {
            delete.setString(1, design.text());
            delete.setArray(2, ids);
            delete.executeUpdate();
        }
        Set<OrderId> released = new HashSet<>();
        try (PreparedStatement update = connection.prepareStatement(RELEASE)) {
            outcome(update, why, now, ids);
            try (ResultSet row = update.executeQuery()) {
                while (row.next()) {
                    released.add(new OrderId(row.getString("order_id")));
                }
            }
        }
        return released;
    }

    @Override
    public void cancel(Connection connection, List<HeldOrder> locked, Reason why, Instant now) throws SQLException {
        Array ids = ids(connection, locked);
        try (PreparedStatement delete = connection.prepareStatement(END_HOLDS)) {
            delete.setArray(1, ids);
            delete.executeUpdate();
        }
        try (PreparedStatement update = connection.prepareStatement(CANCEL)) {
            outcome(update, why, now, ids);
            update.executeUpdate();
        }
    }

    private static void outcome(PreparedStatement update, Reason why, Instant now, Array ids) throws SQLException {
        update.setString(1, why.text());
        update.setObject(2, now.atOffset(ZoneOffset.UTC));
        update.setArray(3, ids);
    }

    private static Array ids(Connection connection, List<HeldOrder> orders) throws SQLException {
        return connection.createArrayOf(
                "text", orders.stream().map(order -> order.id().text()).toArray());
    }

    private static List<HeldOrder> held(PreparedStatement select) throws SQLException {
        List<HeldOrder> found = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                found.add(new HeldOrder(
                        new OrderId(row.getString("id")), row.getString("user_id"), row.getLong("sequence")));
            }
        }
        return found;
    }
}
