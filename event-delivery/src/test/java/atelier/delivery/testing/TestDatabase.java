package atelier.delivery.testing;

import atelier.delivery.relay.ConnectionSource;
import atelier.devstack.postgres.PostgresServer;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** A database of its own with outbox and inbox, and a table of aggregates that count their events. */
public final class TestDatabase implements AutoCloseable {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String url;
    private final HikariDataSource pool;

    private TestDatabase(String url) {
        this.url = url;
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(PostgresServer.USER);
        config.setMaximumPoolSize(12);
        config.setConnectionTimeout(3_000);
        config.setInitializationFailTimeout(-1);
        this.pool = new HikariDataSource(config);
    }

    public static TestDatabase on(PostgresServer server) {
        String name = "delivery_" + ProcessHandle.current().pid() + '_' + COUNT.incrementAndGet();
        server.createDatabase(name);
        TestDatabase database = new TestDatabase(server.jdbcUrl(name));
        database.execute(resource("/db/delivery/V0001__outbox.sql"));
        database.execute(resource("/db/delivery/V0002__inbox.sql"));
        database.execute(resource("/db/delivery/V0003__outbox_yesterday.sql"));
        database.execute("create table aggregate (id text primary key, sequence bigint not null default 0)");
        return database;
    }

    /** One that another process has made. */
    public static TestDatabase at(String url) {
        return new TestDatabase(url);
    }

    public String url() {
        return url;
    }

    public String name() {
        return url.substring(url.lastIndexOf('/') + 1).replaceAll("\\?.*", "");
    }

    public DataSource dataSource() {
        return pool;
    }

    public ConnectionSource direct() {
        return ConnectionSource.direct(url, PostgresServer.USER, null);
    }

    /** A session outside the pool. */
    public Connection connect() throws SQLException {
        return direct().open(Duration.ofSeconds(30));
    }

    public void execute(String sql) {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql + ": " + e.getMessage(), e);
        }
    }

    /** The first column of a query as text. */
    public List<String> query(String sql) {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> answer = new ArrayList<>();
            while (rows.next()) {
                answer.add(rows.getString(1));
            }
            return answer;
        } catch (SQLException e) {
            throw new IllegalStateException(sql + ": " + e.getMessage(), e);
        }
    }

    public long count(String sql) {
        return Long.parseLong(query(sql).getFirst());
    }

    @Override
    public void close() {
        pool.close();
    }

    private static String resource(String path) {
        try (InputStream in = TestDatabase.class.getResourceAsStream(path)) {
            return new String(Objects.requireNonNull(in, path).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
