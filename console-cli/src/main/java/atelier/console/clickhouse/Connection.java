package atelier.console.clickhouse;

import atelier.console.session.Failure;
import atelier.console.session.Session;
import atelier.logs.clickhouse.ClickHouse;
import atelier.logs.clickhouse.Limits;
import atelier.logs.clickhouse.Server;
import atelier.logs.clickhouse.Trouble;
import java.time.Duration;
import java.util.Map;

/** The way to ClickHouse that the environment says. */
public final class Connection {

    private static final int HTTP_PORT = 8123;
    private static final int NATIVE_PORT = 9000;

    /** Two threads: what is new is little, and whoever follows for hours leaves the server to others. */
    private static final Limits FOLLOWER = new Limits(20, Map.of("max_threads", "2"));

    private static final Duration LONGEST_CANCELLING = Duration.ofSeconds(2);

    private Connection() {}

    /** Nothing is sent yet. A run that is interrupted takes its query with it. */
    public static ClickHouse of(Session session) {
        return of(session, Limits.PATIENT);
    }

    /** For many small questions: one that takes long is given up and asked again. */
    public static ClickHouse ofFollower(Session session) {
        return of(session, FOLLOWER);
    }

    private static ClickHouse of(Session session, Limits limits) {
        ClickHouse clickhouse = new ClickHouse(server(session), limits);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> cancel(clickhouse)));
        return clickhouse;
    }

    /** Whoever presses Ctrl-C does not wait for a server that hangs. */
    private static void cancel(ClickHouse clickhouse) {
        Thread asking = Thread.ofPlatform().daemon().start(() -> {
            try {
                clickhouse.cancel();
            } catch (Trouble e) {
                // Nobody is left to be told; the server's own time limit ends the query.
                return;
            }
        });
        try {
            boolean unused = asking.join(LONGEST_CANCELLING);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Server server(Session session) {
        Map<String, String> environment = session.environment();
        return new Server(
                host(value(environment, "CLICKHOUSE_HOST", "localhost")),
                port(value(environment, "CLICKHOUSE_PORT", "8123"), session),
                value(environment, "CLICKHOUSE_USERNAME", "default"),
                environment.getOrDefault("CLICKHOUSE_PASSWORD", ""),
                database(value(environment, "CLICKHOUSE_DATABASE", "logs")));
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
