package atelier.delivery.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import atelier.delivery.testing.Findings;
import atelier.delivery.testing.Writers;
import atelier.devstack.Ports;
import atelier.devstack.TestServers;
import atelier.devstack.postgres.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("faults")
class PostgresCrashTest {
    private static final int ROLLBACKS = 40;

    /** In which PostgreSQL's log is not flushed by the way between the rollbacks and the crash, so that something is tried. */
    private static final int MOST_ROUNDS = 5;

    private PostgresServer postgres;
    private RelayFixture fixture;

    @BeforeEach
    void open(@TempDir Path folder) {
        postgres = PostgresServer.on(folder.resolve("data"), Ports.free());
        postgres.start();
        fixture = new RelayFixture(postgres, TestServers.kafka(), folder);
    }

    @AfterEach
    void close() {
        fixture.close();
        postgres.stop();
    }

    @Test
    void missesNothingThatCommitsAfterRollbacksAPollAndACrash() {
        long began = System.nanoTime();
        publishOne(Variant.REAL);
        for (int round = 0; round < 3; round++) {
            rollBackPollCrashAndGoOn(Variant.REAL, round);
        }
        findings()
                .reportAs(
                        "postgres killed after rollbacks and a poll, 3 rounds",
                        Duration.ofNanos((System.nanoTime() - began) / 3));
    }

    @Test
    void wouldMissEventsIfTheCursorWereNotCut() {
        publishOne(Variant.UNCUT);
        for (int round = 0; round < MOST_ROUNDS && findings().lost() == 0; round++) {
            rollBackPollCrashAndGoOn(Variant.UNCUT, round);
        }
        assertThat(findings()
                        .without("cut of the cursor, postgres killed after rollbacks and a poll")
                        .lost())
                .isPositive();
    }

    @Test
    void goesOnWhenPostgresIsKilledUnderLoad() {
        Duration recovery;
        try (Relay relay = fixture.relay(Variant.REAL);
                Writers writers = Writers.start(fixture.transactions, 4, 3, 2)) {
            relay.start();
            await().atMost(Duration.ofSeconds(60)).until(() -> writers.committed() > 500);
            postgres.kill();
            long began = System.nanoTime();
            postgres.start();
            recovery = fixture.untilPublishing(began);
            long soFar = writers.committed();
            await().atMost(Duration.ofSeconds(60)).until(() -> writers.committed() > soFar + 500);
            writers.close();
            fixture.awaitAll();
        }
        fixture.oracle.compareWith(fixture.database).reportAs("postgres killed under load", recovery);
    }

    private void publishOne(Variant variant) {
        try (Relay first = fixture.relay(variant)) {
            first.start();
            fixture.untilPublishing(System.nanoTime());
        }
    }

    /** The aborts are not in the log of the database when it dies, so their numbers are given again to transactions that commit. */
    private void rollBackPollCrashAndGoOn(Variant variant, int round) {
        fixture.append("order_before_" + round);
        letTheLogBe();
        rollBack();
        try (Relay relay = fixture.relay(variant)) {
            relay.start();
            fixture.awaitAll();
            postgres.kill();
            postgres.start();
            for (int i = 0; i < ROLLBACKS; i++) {
                fixture.append("order_after_" + round);
            }
            fixture.untilPublishing(System.nanoTime());
        }
    }

    /** Else it would be flushed within 200 ms; now its writer wakes, and then not before the longest delay is over. */
    private void letTheLogBe() {
        fixture.database.execute("alter system set wal_writer_delay = '10s'");
        fixture.database.execute("select pg_reload_conf()");
    }

    private Findings findings() {
        return fixture.oracle.compareWith(fixture.database);
    }

    private void rollBack() {
        try (Connection connection = fixture.database.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (int i = 0; i < ROLLBACKS; i++) {
                statement.execute("select pg_current_xact_id()");
                connection.rollback();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
