package atelier.delivery.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import atelier.delivery.testing.Findings;
import atelier.delivery.testing.Oracle.Seen;
import atelier.delivery.testing.Writers;
import atelier.devstack.TestServers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RelayTest {
    private RelayFixture fixture;

    @BeforeEach
    void open(@TempDir Path folder) {
        fixture = new RelayFixture(TestServers.postgres(), TestServers.kafka(), folder);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void publishesWhatWasAppendedBeforeItsFirstStart() {
        fixture.append("order_1");
        fixture.append("order_1");
        try (Relay relay = fixture.relay(Variant.REAL)) {
            relay.start();
            fixture.awaitAll();
            soon().until(() -> relay.status().backlog() == 0 && relay.status().daysReady());
            assertThat(relay.status()).isEqualTo(new RelayStatus(RelayRole.ACTIVE, null, 0, Duration.ZERO, true));
        }
        assertThat(fixture.oracle.compareWith(fixture.database)).isEqualTo(new Findings(2, 0, 0, 0));
    }

    @Test
    void leavesPublishingToOthersWhenItIsToldTo() {
        fixture.append("order_1");
        try (Relay idle = fixture.relay(Variant.REAL)) {
            idle.standBy();
            soon().until(() -> idle.status().daysReady());
            assertThat(idle.status()).isEqualTo(new RelayStatus(RelayRole.STANDBY, null, 0, Duration.ZERO, true));
            assertThat(fixture.oracle.read()).isEmpty();
            try (Relay other = fixture.relay(Variant.REAL)) {
                other.start();
                fixture.awaitAll();
            }
        }
        assertThat(fixture.oracle.compareWith(fixture.database)).isEqualTo(new Findings(1, 0, 0, 0));
    }

    @Test
    void publishesEachCommittedEventOnceAndInOrderOverItsRestarts() {
        try (Writers writers = Writers.start(fixture.transactions, 4, 1, 2)) {
            for (int round = 1; round <= 3; round++) {
                try (Relay relay = fixture.relay(Variant.REAL)) {
                    relay.start();
                    soon().until(() -> relay.status().role() == RelayRole.ACTIVE);
                    long soFar = writers.committed();
                    soon().until(() -> writers.committed() > soFar + 200);
                }
            }
        }
        try (Relay relay = fixture.relay(Variant.REAL)) {
            relay.start();
            fixture.awaitAll();
        }
        assertThat(fixture.oracle.compareWith(fixture.database))
                .isEqualTo(new Findings(fixture.database.count("select count(*) from outbox"), 0, 0, 0));
    }

    /** The second transaction has the lower number, because it began first; the aggregate it changed second. */
    @Test
    void keepsAnAggregatesOrderInKafkaWhenTransactionsOverlap() throws InterruptedException {
        CountDownLatch numbered = new CountDownLatch(1);
        CountDownLatch committed = new CountDownLatch(1);
        try (Relay relay = fixture.relay(Variant.REAL)) {
            relay.start();
            fixture.untilPublishing(System.nanoTime());
            Thread early = Thread.ofPlatform()
                    .start(() -> fixture.transactions.<Boolean>inTransaction(tx -> {
                        try (Statement statement = tx.connection().createStatement()) {
                            statement.execute("select pg_current_xact_id()");
                        }
                        numbered.countDown();
                        awaitLatch(committed);
                        Writers.append(tx, "order_1");
                        return true;
                    }));
            numbered.await();
            fixture.append("order_1");
            committed.countDown();
            early.join();
            fixture.append("order_1");
            fixture.awaitAll();
        }
        assertThat(fixture.oracle.read())
                .filteredOn(seen -> seen.aggregate().equals("order_1"))
                .extracting(Seen::sequence)
                .containsExactly(1L, 2L, 3L);
    }

    @Test
    void isNotStalledByAnUnrelatedTransactionThatStaysOpen() throws SQLException {
        try (Relay relay = fixture.relay(Variant.REAL);
                Connection longWriter = fixture.database.connect();
                Statement statement = longWriter.createStatement()) {
            relay.start();
            fixture.untilPublishing(System.nanoTime());
            longWriter.setAutoCommit(false);
            statement.execute("insert into aggregate (id) values ('unrelated')");
            fixture.untilPublishing(System.nanoTime());
            longWriter.commit();
        }
        fixture.awaitAll();
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(50));
    }
}
