package atelier.delivery.relay;

import atelier.delivery.testing.Writers;
import atelier.devstack.TestServers;
import atelier.devstack.process.ChildJvm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("faults")
class RelayKillTest {
    private static final long SEED = Long.getLong("faults.seed", 20_261_120L);
    private static final int ROUNDS = Integer.getInteger("faults.rounds", 20);

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
    void losesAndDoublesNothingWhenKilledAtRandomPointsUnderLoad() {
        Random random = new Random(SEED);
        Duration recovery;
        try (Writers writers = Writers.start(fixture.transactions, 4, SEED, 4)) {
            for (int round = 0; round < ROUNDS; round++) {
                // Small transactions now and then, so that a difference is cut and killed in the middle.
                ChildJvm relay = fixture.child(Variant.REAL, random.nextInt(3) == 0 ? 20 : 2_000);
                if (round % 4 != 0) {
                    RelayFixture.awaitRole(relay, RelayRole.ACTIVE);
                }
                relay.awaitExit(Duration.ofMillis(random.nextInt(round % 4 == 0 ? 1_500 : 600)));
                relay.kill();
            }
            long began = System.nanoTime();
            fixture.child(Variant.REAL, 2_000);
            recovery = fixture.untilPublishing(began);
        }
        fixture.awaitAll();
        fixture.oracle.compareWith(fixture.database).reportAs("relay killed, " + ROUNDS + " rounds", recovery);
    }

    @Test
    void takesOverWithinSecondsWhenTheActiveRelayIsKilled() {
        Duration recovery;
        try (Writers writers = Writers.start(fixture.transactions, 2, SEED, 4)) {
            ChildJvm first = fixture.child(Variant.REAL, 2_000);
            RelayFixture.awaitRole(first, RelayRole.ACTIVE);
            ChildJvm second = fixture.child(Variant.REAL, 2_000);
            RelayFixture.awaitRole(second, RelayRole.STANDBY);
            long began = System.nanoTime();
            first.kill();
            recovery = fixture.untilPublishing(began);
        }
        fixture.awaitAll();
        fixture.oracle.compareWith(fixture.database).reportAs("relay killed, standby takes over", recovery);
    }
}
