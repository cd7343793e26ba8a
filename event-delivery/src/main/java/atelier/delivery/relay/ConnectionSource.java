package atelier.delivery.relay;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Connections beside the pool: the relay holds them for as long as it lives, and must not go through a pooler that shares sessions. */
@FunctionalInterface
public interface ConnectionSource {

    /** @param silence after which an unanswered statement fails */
    Connection open(Duration silence) throws SQLException;

    static ConnectionSource direct(String url, String username, @Nullable String password) {
        return silence -> {
            Properties properties = new Properties();
            properties.setProperty("user", username);
            if (password != null) {
                properties.setProperty("password", password);
            }
            properties.setProperty("ApplicationName", "relay");
            properties.setProperty("connectTimeout", "5");
            properties.setProperty("loginTimeout", "5");
            properties.setProperty("socketTimeout", Long.toString(silence.toSeconds()));
            properties.setProperty("tcpKeepAlive", "true");
            return DriverManager.getConnection(url, properties);
        };
    }
}
