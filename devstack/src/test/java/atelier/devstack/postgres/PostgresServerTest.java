package atelier.devstack.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import atelier.devstack.Ports;
import atelier.devstack.ServerFailed;
import atelier.devstack.process.ChildJvm;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerTest {
    private final Path data;

    PostgresServerTest(@TempDir Path data) {
        this.data = data;
    }

    @Test
    void keepsWhatWasCommittedWhenEveryProcessIsKilled() throws SQLException {
        try (PostgresServer server = PostgresServer.on(data, Ports.free())) {
            server.start();
            server.createDatabase("designs");
            server.createDatabase("designs");
            execute(server, "create table t (n int)", "insert into t values (42)");
            List<ProcessHandle> tree = tree(server.pid());

            server.kill();

            assertThat(tree).hasSizeGreaterThan(3).noneMatch(ProcessHandle::isAlive);
            assertThat(server.running()).isFalse();
            server.start();
            assertThat(number(server, "select n from t")).isEqualTo(42);
        }
    }

    @Test
    void isDurableAndKnowsLettersBeyondLatin() throws SQLException {
        try (PostgresServer server = PostgresServer.on(data, Ports.free())) {
            server.start();
            server.createDatabase("designs");
            assertThat(number(
                            server,
                            "select count(*) from pg_settings where name in ('fsync', 'synchronous_commit')"
                                    + " and setting = 'on'"))
                    .isEqualTo(2);
            assertThat(number(server, "select count(*) where upper('дизайн') = 'ДИЗАЙН'"))
                    .isEqualTo(1);
        }
    }

    @Test
    void answersNothingWhileSuspended() throws SQLException {
        try (PostgresServer server = PostgresServer.on(data, Ports.free())) {
            server.start();
            server.createDatabase("designs");
            server.suspend();
            assertThatThrownBy(() -> DriverManager.getConnection(
                            server.jdbcUrl("designs") + "?connectTimeout=1&socketTimeout=1&loginTimeout=2",
                            "postgres",
                            ""))
                    .isInstanceOf(SQLException.class);
            server.resume();
            assertThat(number(server, "select 1")).isEqualTo(1);
        }
    }

    @Test
    void namesATakenPortAndWhatToSet() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                PostgresServer server = PostgresServer.on(data, taken.getLocalPort())) {
            assertThatThrownBy(server::start)
                    .isInstanceOf(ServerFailed.class)
                    .hasMessage(
                            "postgres: port %d on 127.0.0.1 is taken; stop what listens there, or set ATELIER_POSTGRES_PORT to a free port"
                                    .formatted(taken.getLocalPort()));
        }
    }

    @Test
    void diesWithTheJvmThatStartedItAndStartsAgainOnItsData() throws Exception {
        int port = Ports.free();
        Path pid = data.resolve("told.pid");
        try (ChildJvm owner = ChildJvm.of(Owner.class, data.resolve("owner.log"))
                .arguments(data, port, pid)
                .start()) {
            awaitTold(pid);
            List<ProcessHandle> tree = tree(Long.parseLong(Files.readString(pid)));
            owner.kill();
            await().atMost(Duration.ofSeconds(60)).until(() -> tree.stream().noneMatch(ProcessHandle::isAlive));
        }
        try (PostgresServer server = PostgresServer.on(data, port)) {
            server.start();
            assertThat(number(server, "select 1")).isEqualTo(1);
        }
    }

    @Test
    void endsTheOrphanThatAKilledRunLeft() throws Exception {
        int port = Ports.free();
        Path pid = data.resolve("told.pid");
        try (ChildJvm owner = ChildJvm.of(Owner.class, data.resolve("owner.log"))
                .arguments(data, port, pid)
                .start()) {
            awaitTold(pid);
            owner.kill();
        }
        // At once: the orphan has not ended yet.
        try (PostgresServer server = PostgresServer.on(data, port)) {
            server.start();
            assertThat(number(server, "select 1")).isEqualTo(1);
        }
    }

    /** A file is there a moment before it says anything. */
    private static void awaitTold(Path pid) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> Files.exists(pid) && !Files.readString(pid).isEmpty());
    }

    private static List<ProcessHandle> tree(long pid) {
        ProcessHandle root = ProcessHandle.of(pid).orElseThrow();
        return Stream.concat(Stream.of(root), root.descendants()).toList();
    }

    private static void execute(PostgresServer server, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl("designs"), "postgres", "");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static int number(PostgresServer server, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl("designs"), "postgres", "");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    /** Starts a server and waits to be killed. */
    static final class Owner {
        private Owner() {}

        public static void main(String[] arguments) throws Exception {
            PostgresServer server = PostgresServer.on(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
            server.start();
            server.createDatabase("designs");
            Files.writeString(Path.of(arguments[2]), Long.toString(server.pid()));
            Thread.currentThread().join();
        }
    }
}
