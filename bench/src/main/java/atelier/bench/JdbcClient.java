package atelier.bench;

import atelier.events.TypeId;
import atelier.events.Uuid7;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The rows of an order and of its two events, as orders-service writes them, by hand: the limit that the service is held against.
 *
 * <p>Three round trips: BEGIN with the locks and the status of the design; order, lines, history and outbox; COMMIT. Statements are prepared once, texts are pasted together.
 */
final class JdbcClient implements OrderClient {
    private static final String HOLD = """
            select pg_advisory_xact_lock_shared(hashtextextended(?, 0)); select id, status from known_designs where id = ?""";

    private static final String WRITE = """
            with placed as (
                insert into orders (id, user_id, currency, total, status, held_since, reason, sequence, created_at, updated_at)
                values (?, ?, 'USD', 5198, 'created', null, null, 1, ?, ?)
                returning id, created_at
            ), history as (
                insert into order_history (order_id, sequence, from_status, to_status, reason, at, event_type)
                select id, 1, null, 'created', null, created_at, 'order.created' from placed
            ), lines as (
                insert into order_lines (order_id, position, design_id, sku, quantity, unit_price)
                select id, 1, ?, null, 2, 1999 from placed union all select id, 2, null, 'mug-white', 1, 1200 from placed
            )
            insert into outbox (topic, aggregate_id, sequence, event_id, type, correlation_id, causation_id, traceparent, payload)
            values ('orders', ?, 1, ?, 'order.created', ?, ?, ?, ?), ('notifications', ?, 1, ?, 'notification.push', ?, ?, ?, ?)""";

    private final Connection connection;
    private final List<String> designs;
    private final PreparedStatement hold;
    private final PreparedStatement write;

    JdbcClient(String url, String user, List<String> designs) throws SQLException {
        this.designs = designs;
        this.connection = DriverManager.getConnection(url, user, "");
        connection.setAutoCommit(false);
        this.hold = connection.prepareStatement(HOLD);
        this.write = connection.prepareStatement(WRITE);
    }

    @Override
    public String place() throws SQLException {
        String design = designs.get(ThreadLocalRandom.current().nextInt(designs.size()));
        hold.setString(1, design);
        hold.setString(2, design);
        hold.execute();
        hold.getMoreResults();
        try (ResultSet row = hold.getResultSet()) {
            if (!row.next() || !"approved".equals(row.getString(2))) {
                throw new SQLException(design + " is not known as approved");
            }
        }
        String id = TypeId.next("order").toString();
        bind(id, design);
        write.executeUpdate();
        connection.commit();
        return id;
    }

    private void bind(String id, String design) throws SQLException {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        String user = "user_" + ThreadLocalRandom.current().nextInt(10_000);
        String notice = TypeId.next("notification").toString();
        String request = Uuid7.next().toString();
        write.setString(1, id);
        write.setString(2, user);
        write.setObject(3, now.atOffset(ZoneOffset.UTC));
        write.setObject(4, now.atOffset(ZoneOffset.UTC));
        write.setString(5, design);
        String order = "{\"order_id\":\"" + id + "\",\"user_id\":\"" + user
                + "\",\"total\":5198,\"currency\":\"USD\",\"items\":[{\"design_id\":\""
                + design
                + "\",\"quantity\":2,\"unit_price\":1999},{\"sku\":\"mug-white\",\"quantity\":1,\"unit_price\":1200}],"
                + "\"created_at\":\"" + now + "\"}";
        event(6, id, request, order);
        String push = "{\"notification_id\":\"" + notice + "\",\"user_id\":\"" + user
                + "\",\"type\":\"order_placed\",\"title\":\"Order placed\",\"message\":\"We have your order " + id
                + ".\",\"created_at\":\"" + now + "\"}";
        event(12, notice, request, push);
    }

    private void event(int first, String aggregate, String request, String payload) throws SQLException {
        write.setString(first, aggregate);
        write.setObject(first + 1, Uuid7.next());
        write.setString(first + 2, request);
        write.setString(first + 3, request);
        write.setString(first + 4, "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        write.setBytes(first + 5, payload.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
