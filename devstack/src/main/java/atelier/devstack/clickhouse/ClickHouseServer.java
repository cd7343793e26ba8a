package atelier.devstack.clickhouse;

import atelier.devstack.Server;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;

/** One server; user {@code default} with no password. The native one also takes the password {@code clickhouse}. */
public interface ClickHouseServer extends Server {
    String NAME = "clickhouse";

    /** @param data folder of the server's own, created when absent */
    static ClickHouseServer on(Path data, int port) {
        return new NativeClickHouse(data.toAbsolutePath(), port);
    }

    default String url() {
        return "http://127.0.0.1:" + port();
    }

    /** Asked once, answered within seconds. */
    default boolean answers() {
        int millis = 2000;
        try {
            var connection =
                    (HttpURLConnection) URI.create(url() + "/ping").toURL().openConnection();
            connection.setConnectTimeout(millis);
            connection.setReadTimeout(millis);
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    default String name() {
        return NAME;
    }
}
