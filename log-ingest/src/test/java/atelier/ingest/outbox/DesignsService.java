package atelier.ingest.outbox;

import atelier.devstack.Ports;
import atelier.devstack.TestServers;
import atelier.devstack.postgres.PostgresServer;
import atelier.devstack.process.ChildJvm;
import atelier.devstack.process.ChildProcess;
import atelier.devstack.process.Launch;
import atelier.devstack.process.Signal;
import atelier.ingest.trial.Trial;
import atelier.ingest.trial.Waiting;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The real service from the jar of this build, with a database and topics of its own. */
final class DesignsService implements AutoCloseable {

    private static final Path JAR = Path.of("..", "designs-service", "target", "designs-service.jar");

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port = Ports.free();
    private final String database;
    private final ChildProcess process;

    DesignsService(Trial trial) {
        this.database = trial.group();
        TestServers.postgres().createDatabase(database);
        this.process = ChildProcess.start(new Launch(
                "designs-service",
                List.of(
                        ChildJvm.java().toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-jar",
                        JAR.toAbsolutePath().normalize().toString()),
                Map.of(
                        "SERVER_PORT",
                        String.valueOf(port),
                        "DATABASE_URL",
                        TestServers.postgres().jdbcUrl(database),
                        "DATABASE_USERNAME",
                        PostgresServer.USER,
                        "KAFKA_BROKERS",
                        trial.brokers(),
                        "KAFKA_CONSUMER_GROUP_ID",
                        trial.group(),
                        "TOPIC_DESIGNS",
                        trial.topic("designs", 3),
                        "TOPIC_ORDERS",
                        trial.topic("orders", 1),
                        "TOPIC_NOTIFICATIONS",
                        trial.topic("notifications", 1),
                        "TOPIC_APPLICATION_LOGS",
                        trial.topic("application-logs", 1)),
                Path.of("target", trial.group() + ".log"),
                Signal.TERM,
                Duration.ofSeconds(20)));
        Waiting.until("designs-service is ready", () -> {
            try {
                return get("/health/readiness").statusCode() == 200;
            } catch (IOException e) {
                return false; // not up yet
            }
        });
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Hands a design in, which says one event. */
    void design(int number) throws Exception {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(url() + "/api/designs"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"title\":\"Fox " + number + "\",\"user_id\":\"u\"}"))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() != 201) {
            throw new AssertionError(answer.body());
        }
    }

    /** Until the service says of all that it has that it is in Kafka. */
    void awaitPublished() {
        Waiting.until("all is published", () -> {
            try {
                String outbox = get("/api/outbox?limit=10000").body();
                return outbox.contains("\"published\":true") && !outbox.contains("\"published\":false");
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    /** Of one event that it has published. */
    String id() throws IOException {
        Matcher id = Pattern.compile("\"event_id\":\"([^\"]+)\"")
                .matcher(get("/api/outbox?limit=1").body());
        if (!id.find()) {
            throw new AssertionError("the outbox is empty");
        }
        return id.group(1);
    }

    private HttpResponse<String> get(String path) throws IOException {
        try {
            return http.send(HttpRequest.newBuilder(URI.create(url() + path)).build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** By hand, behind the service's back. */
    void sql(String statement) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(TestServers.postgres().jdbcUrl(database), PostgresServer.USER, "");
                Statement by = connection.createStatement()) {
            by.execute(statement);
        }
    }

    /**
     * A row that the relay's place covers, though it was never sent: its transaction number is one that ended long before.
     *
     * @param createdAt an expression of SQL
     */
    void publishedRow(String id, String topic, String aggregate, String createdAt) throws SQLException {
        sql(
                "insert into outbox (xid, topic, aggregate_id, sequence, event_id, type, payload, created_at) values ('3', '"
                        + topic + "', '" + aggregate + "', 1, '" + id + "', 'design.created', '{}', " + createdAt
                        + ")");
    }

    @Override
    public void close() {
        process.stop();
        http.shutdownNow();
    }
}
