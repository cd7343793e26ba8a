package atelier.ingest.clickhouse;

/** Where ClickHouse is, who we are there, and the database that holds the log. */
public record ClickHouseAddress(String host, int port, String username, String password, String database) {

    /** Without the password: this is what logs and errors show. */
    @Override
    public String toString() {
        return "ClickHouse at " + host + ":" + port;
    }
}
