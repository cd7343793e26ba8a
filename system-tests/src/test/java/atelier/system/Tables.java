package atelier.system;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the services' databases hold, in one snapshot each.
 *
 * @param histories of orders and designs, by id: number and type of each event in order
 * @param tracking of orders, which follows the events: number and id of each in order
 */
record Tables(
        Map<String, Order> orders,
        Map<String, Design> designs,
        Map<String, String> knownDesigns,
        Map<String, List<String>> histories,
        Map<String, List<String>> tracking,
        long noticesOfOrders,
        long noticesOfDesigns) {

    /** @param total what it says, and {@code lines} and {@code sum} what its lines come to */
    record Order(String status, boolean onHold, long sequence, long total, long lines, long sum) {
        private static Order of(ResultSet row) throws SQLException {
            return new Order(
                    row.getString(2),
                    row.getBoolean(3),
                    row.getLong(4),
                    row.getLong(5),
                    row.getLong(6),
                    row.getLong(7));
        }
    }

    record Design(String status, long timesOrdered, long sequence) {
        private static Design of(ResultSet row) throws SQLException {
            return new Design(row.getString(2), row.getLong(3), row.getLong(4));
        }
    }

    static Tables read(int port) throws SQLException {
        try (Database orders = new Database(port, "orders");
                Database designs = new Database(port, "designs")) {
            Map<String, List<String>> histories = orders.events("order_history", "order_id", "event_type");
            histories.putAll(designs.events("design_history", "design_id", "event_type"));
            return new Tables(
                    orders.rows("""
                        select o.id, o.status, o.held_since is not null, o.sequence, o.total,
                               count(l.*), coalesce(sum(l.quantity * l.unit_price), 0)
                        from orders o left join order_lines l on l.order_id = o.id group by o.id\
                        """, Order::of),
                    designs.rows(
                            "select id, case when deleted_at is null then status else 'deleted' end, times_ordered,"
                                    + " sequence from designs",
                            Design::of),
                    orders.rows("select id, status from known_designs", row -> row.getString(2)),
                    histories,
                    orders.events("order_tracking", "order_id", "event_id"),
                    orders.notices(),
                    designs.notices());
        }
    }

    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** All its statements see the same moment. */
    private static final class Database implements AutoCloseable {
        private final Connection connection;

        Database(int port, String name) throws SQLException {
            connection =
                    DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/" + name, "postgres", "");
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
        }

        /** By their first column. */
        <T> Map<String, T> rows(String query, Reader<T> reader) throws SQLException {
            Map<String, T> all = new HashMap<>();
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(query)) {
                while (rows.next()) {
                    all.put(rows.getString(1), reader.read(rows));
                }
            }
            return all;
        }

        /** Number and {@code what} of each, in order. */
        Map<String, List<String>> events(String table, String id, String what) throws SQLException {
            Map<String, List<String>> all = new HashMap<>();
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("select " + id + ", sequence || ' ' || " + what + " from "
                            + table + " order by " + id + ", sequence")) {
                while (rows.next()) {
                    all.computeIfAbsent(rows.getString(1), none -> new ArrayList<>())
                            .add(rows.getString(2));
                }
            }
            return all;
        }

        long notices() throws SQLException {
            return rows("select '', count(*) from notifications", row -> row.getLong(2))
                    .getOrDefault("", 0L);
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }
}
