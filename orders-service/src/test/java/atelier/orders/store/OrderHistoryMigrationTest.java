package atelier.orders.store;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.devstack.TestServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.Test;

class OrderHistoryMigrationTest {
    private static final String BEFORE = "1002";

    @Test
    void givesOrdersFromBeforeTheirHistory() throws SQLException {
        String name = "history_" + ProcessHandle.current().pid();
        TestServers.postgres().createDatabase(name);
        String url = TestServers.postgres().jdbcUrl(name);
        migrate(url, MigrationVersion.fromVersion(BEFORE));
        try (Connection connection = DriverManager.getConnection(url, "postgres", null);
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    insert into orders
                        (id, user_id, currency, total, status, held_since, reason, sequence, created_at, updated_at)
                    values
                        ('order_1', 'u', 'USD', 1, 'created', null, null, 1, '2026-01-01T00:00Z', '2026-01-01T00:00Z'),
                        ('order_2', 'u', 'USD', 1, 'created', '2026-01-02T00:00Z', 'waits', 2, '2026-01-02T00:00Z', '2026-01-02T00:00Z'),
                        ('order_3', 'u', 'USD', 1, 'created', null, 'approved', 3, '2026-01-03T00:00Z', '2026-01-13T00:00Z'),
                        ('order_4', 'u', 'USD', 1, 'cancelled', null, 'rejected', 3, '2026-01-04T00:00Z', '2026-01-14T00:00Z');
                    insert into outbox (topic, aggregate_id, sequence, event_id, type, payload)
                    values ('o', 'order_3', 2, gen_random_uuid(), 'order.on_hold', convert_to('{"reason":"waited"}', 'UTF8'))""");

            migrate(url, MigrationVersion.LATEST);

            assertThat(history(statement))
                    .containsExactly(
                            "order_1 1 null created null 01 order.created",
                            "order_2 1 null created null 02 order.created",
                            "order_2 2 created created waits 02 order.on_hold",
                            "order_3 1 null created null 03 order.created",
                            "order_3 2 created created waited 03 order.on_hold",
                            "order_3 3 created created approved 13 order.released",
                            "order_4 1 null created null 04 order.created",
                            "order_4 2 created created null 04 order.on_hold",
                            "order_4 3 created cancelled rejected 14 order.cancelled");
        }
    }

    private static void migrate(String url, MigrationVersion target) {
        Flyway.configure()
                .dataSource(url, "postgres", null)
                .locations("classpath:db/delivery", "classpath:db/migration")
                .outOfOrder(true)
                .target(target)
                .load()
                .migrate();
    }

    private static List<String> history(Statement statement) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (ResultSet row = statement.executeQuery("""
                select concat_ws(' ', order_id, sequence, coalesce(from_status, 'null'), to_status,
                    coalesce(reason, 'null'), to_char(at at time zone 'UTC', 'DD'), event_type)
                from order_history order by order_id, sequence""")) {
            while (row.next()) {
                lines.add(row.getString(1));
            }
        }
        return lines;
    }
}
