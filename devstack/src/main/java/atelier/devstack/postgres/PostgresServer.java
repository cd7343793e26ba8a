package atelier.devstack.postgres;

import atelier.devstack.Server;
import atelier.devstack.ServerFailed;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** One cluster; user "postgres", no password, since only this machine reaches it. */
public interface PostgresServer extends Server {
    String NAME = "postgres";
    String USER = "postgres";

    /** @param data folder of the server's own, created when absent */
    static PostgresServer on(Path data, int port) {
        return new NativePostgres(data.toAbsolutePath(), port);
    }

    default String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/" + database;
    }

    /** Does nothing when there is one of that name. */
    default void createDatabase(String database) {
        try (Connection connection = DriverManager.getConnection(jdbcUrl("postgres"), USER, "");
                Statement statement = connection.createStatement()) {
            if (!exists(connection, database)) {
                statement.execute("create database " + statement.enquoteIdentifier(database, true));
            }
        } catch (SQLException e) {
            if (!"42P04".equals(e.getSQLState())) { // duplicate_database: somebody was faster
                throw new ServerFailed("postgres: cannot create database " + database + ": " + e.getMessage(), e);
            }
        }
    }

    private static boolean exists(Connection connection, String database) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select 1 from pg_database where datname = ?")) {
            query.setString(1, database);
            return query.executeQuery().next();
        }
    }

    @Override
    default String name() {
        return NAME;
    }
}
