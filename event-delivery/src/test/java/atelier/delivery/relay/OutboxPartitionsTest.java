package atelier.delivery.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import atelier.delivery.testing.TestDatabase;
import atelier.devstack.TestServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutboxPartitionsTest {
    private static final Duration KEEP = Duration.ofDays(7);
    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);
    private final LocalDate old = today.minusDays(10);
    private final String table = "outbox_" + old.toString().replace("-", "");
    private final String insert =
            "insert into outbox (topic, aggregate_id, sequence, event_id, type, payload, created_at)"
                    + " values ('t', 'a', 1, gen_random_uuid(), 't', '', '" + old + " 12:00+00')";

    private TestDatabase database;
    private Connection upkeep;
    private OutboxReader reader;

    @BeforeEach
    void open() throws SQLException {
        database = TestDatabase.on(TestServers.postgres());
        database.execute("create table " + table + " partition of outbox for values from ('" + old + " 00:00+00') to ('"
                + old.plusDays(1) + " 00:00+00')");
        upkeep = database.connect();
        reader = new OutboxReader(database.connect(), "test");
    }

    @AfterEach
    void close() throws SQLException {
        reader.close();
        upkeep.close();
        database.close();
    }

    @Test
    void areMadeTwoDaysAheadAndOnlyOnce() throws SQLException {
        database.execute("drop table outbox_" + today.plusDays(1).toString().replace("-", ""));
        assertThat(OutboxPartitions.add(upkeep)).isEqualTo(today.plusDays(2));
        assertThat(OutboxPartitions.add(upkeep)).isEqualTo(today.plusDays(2));
        assertThat(database.count("select count(*) from pg_inherits where inhparent = 'outbox'::regclass"))
                .isEqualTo(5);
    }

    @Test
    void takeRowsOfYesterdayFromTheFirstDayOnBecauseAClockCanBeSetBack() throws SQLException {
        String yesterday = "outbox_" + today.minusDays(1).toString().replace("-", "");
        assertThat(database.query("select to_regclass('" + yesterday + "')")).doesNotContainNull();
        database.execute("drop table " + yesterday);
        OutboxPartitions.add(upkeep);
        assertThat(database.query("select to_regclass('" + yesterday + "')")).doesNotContainNull();
    }

    @Test
    void areMadeWhileATransactionAppends() throws SQLException {
        database.execute("drop table outbox_" + today.plusDays(2).toString().replace("-", ""));
        try (Connection writer = database.connect()) {
            writer.setAutoCommit(false);
            execute(writer, insert);
            assertThat(OutboxPartitions.add(upkeep)).isEqualTo(today.plusDays(2));
            writer.commit();
        }
    }

    @Test
    void areDroppedWhenOldAndPublished() throws SQLException {
        database.execute(insert);
        assertThat(OutboxPartitions.dropOlderThan(KEEP, reader.now(), upkeep)).containsExactly(old);
        assertThat(database.query("select to_regclass('" + table + "')")).containsOnlyNulls();
    }

    @Test
    void areKeptWhileYoungerThanTheKeepTime() throws SQLException {
        assertThat(OutboxPartitions.dropOlderThan(Duration.ofDays(10), reader.now(), upkeep))
                .isEmpty();
    }

    @Test
    void areKeptWhileTheyHoldARowThatIsNotPublished() throws SQLException {
        Snapshot cursor = reader.now();
        database.execute(insert);
        assertThat(OutboxPartitions.dropOlderThan(KEEP, cursor, upkeep)).isEmpty();
        assertThat(database.count("select count(*) from " + table)).isEqualTo(1);
    }

    @Test
    void areKeptWhileATransactionThatAppendedIsOpenThoughItsRowIsNotSeen() throws SQLException {
        try (Connection writer = database.connect()) {
            writer.setAutoCommit(false);
            execute(writer, insert);
            assertThat(OutboxPartitions.dropOlderThan(KEEP, reader.now(), upkeep))
                    .isEmpty();
            writer.commit();
        }
        assertThat(database.count("select count(*) from " + table)).isEqualTo(1);
    }

    /** What the lock before the check is good for. */
    @Test
    void wouldLoseTheRowOfAnOpenTransactionIfCheckedBeforeTheyAreLocked() throws Exception {
        try (Connection writer = database.connect()) {
            writer.setAutoCommit(false);
            execute(writer, insert);
            assertThat(database.count("select count(*) from " + table)).isZero();
            CompletableFuture<Void> drop = CompletableFuture.runAsync(() -> database.execute("drop table " + table));
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> database.count("select count(*) from pg_locks where not granted") > 0);
            writer.commit();
            drop.join();
        }
        assertThat(database.count("select count(*) from outbox")).isZero();
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
