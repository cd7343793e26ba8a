package atelier.delivery.relay;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Which database this is: transaction numbers mean nothing in another one.
 *
 * @param system identifier that initdb gave to the cluster
 * @param oid of the database in it
 */
record DatabaseIdentity(String system, long oid, String name) {
    private static final String QUERY = """
            select system_identifier::text, oid::bigint, datname
            from pg_control_system(), pg_database where datname = current_database()""";

    static DatabaseIdentity of(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(QUERY)) {
            row.next();
            return new DatabaseIdentity(row.getString(1), row.getLong(2), row.getString(3));
        }
    }

    boolean isSameAs(DatabaseIdentity other) {
        return system.equals(other.system) && oid == other.oid;
    }
}
