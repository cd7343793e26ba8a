package atelier.delivery.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import atelier.delivery.testing.Findings;
import atelier.delivery.testing.Writers;
import atelier.devstack.TestServers;
import atelier.devstack.process.ChildJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("faults")
class RelayTakeoverTest {
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
    void isFencedWhenItWasStoppedInATransactionAndWakesAfterAnotherTookOver() {
        ChildJvm stopped = fixture.child(Variant.PAUSES_BEFORE_COMMIT, 2_000);
        RelayFixture.awaitRole(stopped, RelayRole.ACTIVE);
        ChildJvm standby = fixture.child(Variant.REAL, 2_000);
        RelayFixture.awaitRole(standby, RelayRole.STANDBY);
        Duration recovery;
        try (Writers writers = Writers.start(fixture.transactions, 4, 7, 4)) {
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> Files.exists(fixture.paused()));
            long began = System.nanoTime();
            stopped.suspend();
            recovery = fixture.untilPublishing(began);
            stopped.resume();
            RelayFixture.awaitRole(stopped, RelayRole.STANDBY);
            // And back again: the one that was fenced is as good as new.
            standby.kill();
            await().atMost(Duration.ofSeconds(60)).until(() -> RelayFixture.became(stopped, RelayRole.ACTIVE) == 2);
            assertThat(writers.committed()).isPositive();
        }
        fixture.awaitAll();
        fixture.oracle
                .compareWith(fixture.database)
                .reportAs("relay stopped in a transaction, woken after takeover", recovery);
    }

    @Test
    void publishesWithOneOfTwoRelaysAtOnce() {
        ChildJvm one = fixture.child(Variant.REAL, 50);
        ChildJvm other = fixture.child(Variant.REAL, 50);
        try (Writers writers = Writers.start(fixture.transactions, 4, 8, 1)) {
            await().atMost(Duration.ofSeconds(60)).until(() -> writers.committed() > 4_000);
        }
        fixture.awaitAll();
        fixture.oracle.compareWith(fixture.database).reportAs("two relays at once", Duration.ZERO);
        // Another only when its session was lost, which is a matter of the machine.
        assertThat(RelayFixture.became(one, RelayRole.ACTIVE) + RelayFixture.became(other, RelayRole.ACTIVE))
                .isEqualTo(1 + RelayFixture.lostSessions(one) + RelayFixture.lostSessions(other));
    }

    @Test
    void wouldDoubleEventsWithTwoRelaysThatAreNotFenced() {
        ChildJvm one = fixture.child(Variant.UNFENCED, 50);
        ChildJvm other = fixture.child(Variant.UNFENCED, 50);
        RelayFixture.awaitRole(one, RelayRole.ACTIVE);
        RelayFixture.awaitRole(other, RelayRole.ACTIVE);
        try (Writers writers = Writers.start(fixture.transactions, 4, 8, 1)) {
            await().atMost(Duration.ofSeconds(60)).until(() -> writers.committed() > 4_000);
        }
        fixture.awaitAll();
        assertThat(fixture.oracle
                        .compareWith(fixture.database)
                        .without("lease and fence, two relays at once")
                        .doubled())
                .isPositive();
    }

    @Test
    void wouldDoubleEventsIfTheCursorFollowedInATransactionOfItsOwn() {
        ChildJvm killed = fixture.child(Variant.CURSOR_AFTERWARDS, 2_000);
        RelayFixture.awaitRole(killed, RelayRole.ACTIVE);
        fixture.append("order_1");
        await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(fixture.paused()));
        killed.kill();
        fixture.child(Variant.REAL, 2_000);
        fixture.append("order_1");
        fixture.awaitAll();
        assertThat(fixture.oracle
                        .compareWith(fixture.database)
                        .without("cursor in the transaction of its records, killed between the two"))
                .isEqualTo(new Findings(2, 0, 1, 0));
    }
}
