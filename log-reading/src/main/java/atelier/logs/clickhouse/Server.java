package atelier.logs.clickhouse;

/**
 * Where ClickHouse is, who asks, and which database holds the log.
 *
 * @param port of its HTTP interface
 * @param password never shown
 */
public record Server(String host, int port, String username, String password, String database) {

    public String address() {
        return "http://" + (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }

    @Override
    public String toString() {
        return username + "@" + address() + "/" + database;
    }
}
