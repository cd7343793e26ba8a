package atelier.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import atelier.devstack.Server;
import atelier.devstack.TestServers;
import atelier.testing.HttpCalls.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.junit.jupiter.api.Test;

/** How a service ends on SIGTERM, whatever it waits for. A service's tests extend it. */
public abstract class ShutdownContract {
    private static final int ENDED_BY_SIGTERM = 143;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Class<?> main;
    private final String collection;
    private final String sound;

    protected ShutdownContract(Class<?> main, String collection, String sound) {
        this.main = main;
        this.collection = collection;
        this.sound = sound;
    }

    @Test
    void answersWhatIsInFlightRefusesWhatIsNewAndLeavesItsGroup() throws Exception {
        try (ServiceProcess service = ServiceProcess.start(main);
                var threads = Executors.newVirtualThreadPerTaskExecutor();
                Connection blocker = DriverManager.getConnection(service.database(), "postgres", "")) {
            blocker.setAutoCommit(false);
            run(blocker, "lock table outbox in exclusive mode");
            Future<Answer> inFlight = threads.submit(() -> service.http().post(collection, sound));
            await().atMost(PATIENCE).until(() -> waits(blocker));

            service.terminate();
            await().atMost(PATIENCE).until(() -> refusesConnections(service));
            assertThat(inFlight.isDone()).isFalse();
            blocker.rollback();

            assertThat(inFlight.get().status()).isEqualTo(201);
            assertThat(service.exitCode(PATIENCE)).isEqualTo(ENDED_BY_SIGTERM);
            assertThat(members(service.group())).isZero();
            assertEachLineIsJson(service.log());
        }
    }

    @Test
    void handsTheRelayOver() throws Exception {
        try (ServiceProcess first = ServiceProcess.start(main)) {
            await().atMost(PATIENCE).until(() -> relay(first).equals("ACTIVE"));
            try (ServiceProcess second = first.startAnother(main)) {
                await().atMost(PATIENCE).until(() -> relay(second).equals("STANDBY"));

                first.terminate();
                await().atMost(PATIENCE).until(() -> relay(second).equals("ACTIVE"));

                // Not by waiting for a session to end that nobody uses any more.
                assertThat(first.exitCode(PATIENCE)).isEqualTo(ENDED_BY_SIGTERM);
                assertThat(second.http().post(collection, sound).status()).isEqualTo(201);
            }
        }
    }

    @Test
    void endsWhileKafkaHangs() throws Exception {
        endsWhile(TestServers.kafka());
    }

    @Test
    void endsWhilePostgresHangs() throws Exception {
        endsWhile(TestServers.postgres());
    }

    private void endsWhile(Server hangs) throws Exception {
        try (ServiceProcess service = ServiceProcess.start(main)) {
            hangs.suspend();
            try {
                service.terminate();
                assertThat(service.exitCode(PATIENCE)).isEqualTo(ENDED_BY_SIGTERM);
            } finally {
                hangs.resume();
            }
        }
    }

    private static String relay(ServiceProcess service) {
        return service.http()
                .get("/health")
                .body()
                .at("/details/relay/details/role")
                .asText();
    }

    private static boolean refusesConnections(ServiceProcess service) throws IOException {
        try (Socket taken =
                new Socket(InetAddress.getLoopbackAddress(), service.http().port())) {
            return taken.isClosed();
        } catch (ConnectException refused) {
            return true;
        }
    }

    private static boolean waits(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from pg_stat_activity"
                        + " where datname = current_database() and wait_event_type = 'Lock'")) {
            row.next();
            return row.getInt(1) > 0;
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int members(String group) throws Exception {
        Map<String, Object> brokers = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, TestServers.kafka().bootstrapServers());
        try (Admin admin = Admin.create(brokers)) {
            return Objects.requireNonNull(admin.describeConsumerGroups(List.of(group))
                            .describedGroups()
                            .get(group))
                    .get()
                    .members()
                    .size();
        }
    }

    private static void assertEachLineIsJson(List<String> log) throws IOException {
        ObjectMapper json = new ObjectMapper();
        assertThat(log).isNotEmpty();
        for (String line : log) {
            JsonNode event = json.readTree(line);
            assertThat(event.path("formattedMessage").asText()).as(line).isNotEmpty();
        }
        assertThat(log).anySatisfy(line -> assertThat(line).contains("POST ").contains("request_id"));
    }
}
