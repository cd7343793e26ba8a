package atelier.ingest.typed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import atelier.ingest.clickhouse.ClickHouse;
import atelier.ingest.clickhouse.ClickHouseFailure;
import atelier.ingest.clickhouse.ClickHouseFailure.Refused;
import atelier.ingest.schema.Migrations;
import atelier.ingest.trial.ClickHouseProxy;
import atelier.ingest.trial.Trial;
import atelier.ingest.trial.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FillLeaseTest {

    private static final String LONG_AGO = "1000";
    private static final String IN_TIME = "4000000000000";

    private static final TypedTable AUDIT = TypedTables.all(TypedTables.DEFAULT_TOPICS).stream()
            .filter(table -> table.name().equals(TypedTables.AUDIT_LOGS))
            .findFirst()
            .orElseThrow();

    private Trial trial;

    @BeforeEach
    void begin() throws Exception {
        trial = new Trial("lease");
        new Migrations().apply(trial.clickHouse());
    }

    @AfterEach
    void end() throws Exception {
        trial.close();
    }

    @Test
    void isNotGivenToTwoWhoAskAtOnce() throws Exception {
        try (ClickHouseProxy proxy =
                new ClickHouseProxy(trial.clickHouseServer().port())) {
            CountDownLatch come = new CountDownLatch(1);
            CountDownLatch letGo = new CountDownLatch(1);
            proxy.hooks(new ClickHouseProxy.Hooks() {
                @Override
                public boolean concerns(String statement) {
                    return statement.startsWith("INSERT INTO typed_leases");
                }

                @Override
                public boolean arrived() {
                    come.countDown();
                    return waited(letGo);
                }
            });
            ClickHouse byProxy = trial.closeAtEnd(new ClickHouse(trial.address(proxy.port())));
            FillLease slow = new FillLease(byProxy, Duration.ofMinutes(1));
            CompletableFuture<Boolean> taken = CompletableFuture.supplyAsync(() -> {
                try {
                    return slow.take();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            // It has seen nobody, and its claim is on its way.
            Waiting.until("its claim has come", () -> come.getCount() == 0);
            FillLease other = new FillLease(trial.clickHouse(), Duration.ofMinutes(1));

            assertThat(other.take()).isTrue();
            letGo.countDown();
            assertThat(taken.get()).isFalse();
        }
    }

    private static boolean waited(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Of a filler that stood still and woke when another had taken over. */
    @Test
    void isOverForStatementsThatComeLater() throws Exception {
        Records records = new Records(trial.clickHouse());
        records.add("audit-logs", 0, "x", "{\"user_id\":\"u\",\"action\":\"a\"}");
        records.add("audit-logs", 0, "x", "rubbish");
        FillSql sql = new FillSql(AUDIT);
        Slice all = new Slice("1", "0", "0");
        List<String> inserts = List.of(
                sql.rows(all),
                sql.deadLetters(all),
                Progress.begin(AUDIT.name()),
                Progress.judgedUpTo(AUDIT.name(), 1, Progress.lateUntil(1)));
        for (String insert : inserts) {
            assertThatThrownBy(() -> send(insert, LONG_AGO))
                    .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.code())
                            .isEqualTo(Refused.VIOLATED_CONSTRAINT));
        }
        for (String insert : inserts) {
            send(insert, IN_TIME);
        }
        send(sql.takeOut(), LONG_AGO);
        assertThat(count("audit_logs")).as("taken out too late").isEqualTo(1);
        send(sql.takeOut(), IN_TIME);
        assertThat(count("audit_logs")).isZero();
        assertThat(trial
                        .clickHouse()
                        .rows(
                                "SELECT name FROM system.tables WHERE database = currentDatabase() AND has_own_data"
                                        + " AND create_table_query NOT LIKE '%CONSTRAINT in_time CHECK now64(3) < insert_by%' ORDER BY name",
                                Map.of())
                        .stream()
                        .map(List::getFirst))
                .as("filled by nobody who has the lease")
                .containsExactly("ingest_gaps", "ingest_operations", "schema_migrations", "typed_rebuilds");
    }

    private void send(String statement, String insertBy) throws ClickHouseFailure {
        trial.clickHouse()
                .change(
                        statement,
                        Map.of("insert_by", insertBy, "days", "30", "pii0", "1", "pii1", "2"),
                        Map.of("mutations_sync", "2"),
                        Duration.ofSeconds(30));
    }

    private long count(String table) throws ClickHouseFailure {
        return Long.parseLong(trial.clickHouse()
                .rows("SELECT count() FROM " + table, Map.of())
                .getFirst()
                .getFirst());
    }

    /** A statement that began in time may end when its lease is over: whoever is next must see it. */
    @Test
    void isNotToBeHadWhileAStatementOfAFillRuns() throws Exception {
        new Records(trial.clickHouse()).add("audit-logs", 0, "x", "rubbish");
        // The statement as it is sent, and slow.
        String letters = new FillSql(AUDIT)
                .deadLetters(new Slice("1", "0", "0"))
                .replace("WHERE misfit.2 != ''", "WHERE sleepEachRow(3) = 0");
        ClickHouse slow = trial.closeAtEnd(
                new ClickHouse(trial.address(trial.clickHouseServer().port())));
        CompletableFuture<Void> running = CompletableFuture.runAsync(() -> {
            try {
                slow.change(letters, Map.of("insert_by", IN_TIME, "days", "30"), Map.of(), Duration.ofSeconds(30));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        Waiting.until("it runs", () -> !trial.clickHouse()
                .rows("SELECT 1 FROM system.processes WHERE query LIKE 'INSERT INTO ingest_dead_letters%'", Map.of())
                .isEmpty());
        FillLease lease = new FillLease(trial.clickHouse(), Duration.ofSeconds(2));

        assertThat(lease.take()).isFalse();
        assertThat(running).isNotDone();
        running.get();
        Waiting.until("the lease is to be had", lease::take);
    }
}
