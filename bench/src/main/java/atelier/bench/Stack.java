package atelier.bench;

import atelier.bench.measure.Service;
import atelier.bench.measure.Usage;
import atelier.devstack.Ports;
import atelier.devstack.clickhouse.ClickHouseServer;
import atelier.devstack.kafka.KafkaServer;
import atelier.devstack.postgres.PostgresServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The servers with devstack's durable settings and the services, on free ports, with their data in one folder. */
final class Stack implements AutoCloseable {
    static final Map<String, String> NO_RELAY = Map.of("RELAY_ENABLED", "false");

    final Service designs;
    final Service orders;
    final Service ingest;
    private final PostgresServer postgres;
    private final KafkaServer kafka;
    private final ClickHouseServer clickHouse;

    Stack(Path folder) {
        this.postgres = PostgresServer.on(folder.resolve("postgres"), Ports.free());
        this.kafka = KafkaServer.on(folder.resolve("kafka"), Ports.free());
        this.clickHouse = ClickHouseServer.on(folder.resolve("clickhouse"), Ports.free());
        Map<String, String> common = Map.of(
                "SERVER_HOST", "127.0.0.1", "KAFKA_BROKERS", brokers(), "DATABASE_USERNAME", PostgresServer.USER);
        this.designs = new Service("designs-service", with(common, "DATABASE_URL", url("designs")), folder);
        this.orders = new Service("orders-service", with(common, "DATABASE_URL", url("orders")), folder);
        this.ingest = new Service(
                "log-ingest",
                with(with(common, "CLICKHOUSE_HOST", "127.0.0.1"), "CLICKHOUSE_PORT", "" + clickHouse.port()),
                folder);
    }

    private static Map<String, String> with(Map<String, String> map, String name, String value) {
        Map<String, String> all = new HashMap<>(map);
        all.put(name, value);
        return all;
    }

    void startServers() {
        postgres.start();
        postgres.createDatabase("designs");
        postgres.createDatabase("orders");
        kafka.start();
        clickHouse.start();
    }

    List<Service> services() {
        return List.of(designs, orders, ingest);
    }

    String brokers() {
        return kafka.bootstrapServers();
    }

    String clickHouseUrl() {
        return clickHouse.url();
    }

    OrderClient http(List<String> known) throws IOException {
        return new HttpClient(orders.port(), known);
    }

    OrderClient jdbc(List<String> known) throws SQLException {
        return new JdbcClient(url("orders"), PostgresServer.USER, known);
    }

    void sql(String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url("orders"), PostgresServer.USER, "");
                Statement run = connection.createStatement()) {
            run.execute(statement);
        }
    }

    private String url(String database) {
        return postgres.jdbcUrl(database);
    }

    /** Processor seconds so far of all parts that run. */
    Map<String, Double> seconds() {
        Map<String, Double> all = new LinkedHashMap<>();
        all.put("postgres", Usage.seconds(postgres.pid()));
        all.put("kafka", Usage.seconds(kafka.pid()));
        all.put("clickhouse", Usage.seconds(clickHouse.pid()));
        services().stream()
                .filter(Service::running)
                .forEach(service -> all.put(service.name(), Usage.seconds(service.pid())));
        all.put("load driver", Usage.seconds(ProcessHandle.current().pid()) - children());
        return all;
    }

    /** This process forked the others; ended ones, which count for it too, are the same before and after. */
    private static double children() {
        return ProcessHandle.current()
                .children()
                .mapToDouble(child -> Usage.seconds(child.pid()))
                .sum();
    }

    @Override
    public void close() {
        services().forEach(Service::close);
        clickHouse.close();
        kafka.close();
        postgres.close();
    }
}
