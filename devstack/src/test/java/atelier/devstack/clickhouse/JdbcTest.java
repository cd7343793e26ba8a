package atelier.devstack.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import atelier.devstack.TestServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Timestamp;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ClickHouse's own JDBC driver, unmodified. */
class JdbcTest {
    private static Connection connect(String parameters) throws SQLException {
        String url = TestServers.clickhouse().url().replace("http://", "jdbc:clickhouse://");
        return DriverManager.getConnection(url + "/jdbc" + parameters, "default", "clickhouse");
    }

    @BeforeEach
    void database() throws Exception {
        new Wire(TestServers.clickhouse()).ask("CREATE DATABASE IF NOT EXISTS jdbc");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?compress=0", "?client.use_http_compression=true", "?decompress=1"})
    void createsWritesInBatchesAndReads(String parameters) throws Exception {
        try (Connection connection = connect(parameters);
                var statement = connection.createStatement()) {
            statement.execute("CREATE OR REPLACE TABLE log (id UInt64, at DateTime64(3, 'UTC'), text Nullable(String))"
                    + " ENGINE = MergeTree ORDER BY id");
            try (var insert = connection.prepareStatement("INSERT INTO log (id, at, text) VALUES (?, ?, ?)")) {
                for (int i = 0; i < 1000; i++) {
                    insert.setLong(1, i);
                    insert.setTimestamp(2, new Timestamp(1_700_000_000_000L + i));
                    insert.setString(3, i % 2 == 0 ? null : "it's " + i);
                    insert.addBatch();
                }
                assertThat(insert.executeBatch()).hasSize(1000);
            }
            try (var select = connection.prepareStatement("SELECT count(), max(text) FROM log WHERE id >= ?")) {
                select.setLong(1, 500);
                var rows = select.executeQuery();
                assertThat(rows.next()).isTrue();
                assertThat(rows.getLong(1)).isEqualTo(500);
                assertThat(rows.getString(2)).isEqualTo("it's 999");
            }
        }
    }

    @Test
    void tellsClickHousesErrorCode() throws Exception {
        try (Connection connection = connect("");
                var statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.executeQuery("SELECT * FROM nosuch"))
                    .isInstanceOfSatisfying(SQLException.class, e -> assertThat(e.getErrorCode())
                            .isEqualTo(60));
            assertThat(connection.isValid(5)).isTrue();
        }
    }

    @Test
    void readsMetadata() throws Exception {
        try (Connection connection = connect("")) {
            assertThat(connection.getMetaData().getDatabaseProductVersion()).startsWith("26.");
            try (var tables = connection.getMetaData().getTables(null, "system", "parts", null)) {
                assertThat(tables.next()).isTrue();
            }
        }
    }
}
