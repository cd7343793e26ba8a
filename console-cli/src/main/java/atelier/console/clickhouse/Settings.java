package atelier.console.clickhouse;

import atelier.console.session.Failure;
import atelier.console.session.Session;
import java.util.Map;

/**
 * Where ClickHouse is and who asks, from the environment.
 *
 * @param password never shown
 */
record Settings(String host, int port, String username, String password, String database) {

    private static final int HTTP_PORT = 8123;
    private static final int NATIVE_PORT = 9000;

    static Settings of(Session session) {
        Map<String, String> environment = session.environment();
        return new Settings(
                host(value(environment, "CLICKHOUSE_HOST", "localhost")),
                port(value(environment, "CLICKHOUSE_PORT", "8123"), session),
                value(environment, "CLICKHOUSE_USERNAME", "default"),
                environment.getOrDefault("CLICKHOUSE_PASSWORD", ""),
                database(value(environment, "CLICKHOUSE_DATABASE", "logs")));
    }

    String address() {
        return "http://" + (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }

    @Override
    public String toString() {
        return username + "@" + address() + "/" + database;
    }

    private static String value(Map<String, String> environment, String name, String otherwise) {
        String value = environment.getOrDefault(name, "").strip();
        return value.isEmpty() ? otherwise : value;
    }

    private static String host(String host) {
        if (!host.matches("[A-Za-z0-9._:-]{1,253}")) {
            throw Failure.usage(
                    "CLICKHOUSE_HOST=" + host + " is not allowed: a host name or address, without http:// and port");
        }
        return host;
    }

    private static int port(String text, Session session) {
        int port = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
        if (port < 1 || port > 65_535) {
            throw Failure.usage("CLICKHOUSE_PORT=" + text
                    + " is not allowed: a number from 1 to 65535, ClickHouse's HTTP port (8123)");
        }
        if (port == NATIVE_PORT) {
            session.warn("CLICKHOUSE_PORT=9000 is ClickHouse's native protocol; using its HTTP port 8123");
            return HTTP_PORT;
        }
        return port;
    }

    private static String database(String database) {
        if (!database.matches("[A-Za-z_][A-Za-z0-9_]{0,63}")) {
            throw Failure.usage("CLICKHOUSE_DATABASE=" + database
                    + " is not allowed: up to 64 letters, digits and _, not beginning with a digit");
        }
        return database;
    }
}
