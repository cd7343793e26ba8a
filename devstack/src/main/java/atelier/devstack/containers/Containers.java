package atelier.devstack.containers;

import atelier.devstack.clickhouse.ClickHouseServer;
import atelier.devstack.kafka.KafkaServer;
import atelier.devstack.postgres.PostgresServer;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.testcontainers.containers.GenericContainer;

/** The images, as docker-compose.yml names them, and what each is told. {@code folder} is for the log. */
public final class Containers {
    private Containers() {}

    public static PostgresServer postgres(Path folder, int port) {
        return new Postgres(folder, port);
    }

    public static KafkaServer kafka(Path folder, int port) {
        return new Kafka(folder, port);
    }

    public static ClickHouseServer clickhouse(Path folder, int port) {
        return new ClickHouse(folder, port);
    }

    private static final class Postgres extends ContainerServer implements PostgresServer {
        Postgres(Path folder, int port) {
            super(
                    new GenericContainer<>("postgres:17").withEnv("POSTGRES_HOST_AUTH_METHOD", "trust"),
                    5432,
                    port,
                    folder.resolve("postgres.log"));
        }

        /** By TCP, which it does not listen on while it is being set up. */
        @Override
        boolean answers() {
            try (var connection = DriverManager.getConnection(jdbcUrl("postgres"), USER, "")) {
                return connection.isValid(1);
            } catch (SQLException e) {
                return false;
            }
        }
    }

    private static final class Kafka extends ContainerServer implements KafkaServer {
        Kafka(Path folder, int port) {
            super(
                    new GenericContainer<>("apache/kafka:4.2.1").withEnv(settings(port)),
                    9092,
                    port,
                    folder.resolve("kafka.log"));
        }

        private static Map<String, String> settings(int port) {
            return Map.ofEntries(
                    Map.entry("KAFKA_NODE_ID", "1"),
                    Map.entry("KAFKA_PROCESS_ROLES", "broker,controller"),
                    Map.entry("KAFKA_CONTROLLER_QUORUM_VOTERS", "1@localhost:9093"),
                    Map.entry("KAFKA_CONTROLLER_LISTENER_NAMES", "CONTROLLER"),
                    Map.entry("KAFKA_LISTENERS", "INSIDE://localhost:9094,CONTROLLER://localhost:9093,HOST://:9092"),
                    Map.entry("KAFKA_ADVERTISED_LISTENERS", "INSIDE://localhost:9094,HOST://127.0.0.1:" + port),
                    Map.entry(
                            "KAFKA_LISTENER_SECURITY_PROTOCOL_MAP",
                            "INSIDE:PLAINTEXT,CONTROLLER:PLAINTEXT,HOST:PLAINTEXT"),
                    Map.entry("KAFKA_INTER_BROKER_LISTENER_NAME", "INSIDE"),
                    Map.entry("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false"),
                    Map.entry("KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR", "1"),
                    Map.entry("KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS", "4"),
                    Map.entry("KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR", "1"),
                    Map.entry("KAFKA_TRANSACTION_STATE_LOG_MIN_ISR", "1"),
                    Map.entry("KAFKA_TRANSACTION_STATE_LOG_NUM_PARTITIONS", "4"),
                    Map.entry("KAFKA_GROUP_MIN_SESSION_TIMEOUT_MS", "6000"),
                    Map.entry("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0"),
                    Map.entry("KAFKA_HEAP_OPTS", "-Xmx384m"));
        }

        @Override
        boolean answers() {
            try (Admin admin = Admin.create(Map.of(
                    "bootstrap.servers",
                    bootstrapServers(),
                    "default.api.timeout.ms",
                    5000,
                    "request.timeout.ms",
                    3000))) {
                return !admin.describeCluster().nodes().get().isEmpty();
            } catch (ExecutionException e) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }

    private static final class ClickHouse extends ContainerServer implements ClickHouseServer {
        ClickHouse(Path folder, int port) {
            super(
                    // User default as the image brings it: without a password.
                    new GenericContainer<>("clickhouse/clickhouse-server:26.3")
                            .withEnv("CLICKHOUSE_SKIP_USER_SETUP", "1"),
                    8123,
                    port,
                    folder.resolve("clickhouse.log"));
        }

        @Override
        public boolean answers() {
            return ClickHouseServer.super.answers();
        }
    }
}
