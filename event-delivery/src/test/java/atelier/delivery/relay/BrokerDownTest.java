package atelier.delivery.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import atelier.delivery.testing.Writers;
import atelier.devstack.Ports;
import atelier.devstack.TestServers;
import atelier.devstack.kafka.KafkaServer;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("faults")
class BrokerDownTest {
    private static final Duration AWAY = Duration.ofSeconds(Integer.getInteger("faults.broker.seconds", 60));

    private KafkaServer kafka;
    private RelayFixture fixture;

    @BeforeEach
    void open(@TempDir Path folder) {
        kafka = KafkaServer.on(folder.resolve("data"), Ports.free());
        kafka.start();
        fixture = new RelayFixture(TestServers.postgres(), kafka, folder);
    }

    @AfterEach
    void close() {
        fixture.close();
        kafka.stop();
    }

    @Test
    void commitsGoOnWhileTheBrokerIsAwayAndTheBacklogDrainsInOrder() {
        Duration recovery;
        try (Relay relay = fixture.relay(Variant.REAL)) {
            relay.start();
            fixture.untilPublishing(System.nanoTime());
            try (Writers writers = Writers.start(fixture.transactions, 2, 5, 5)) {
                await().atMost(Duration.ofSeconds(60)).until(() -> writers.committed() > 100);
                long down = System.nanoTime();
                kafka.kill();
                await().atMost(AWAY.plusSeconds(60)).until(() -> System.nanoTime() - down > AWAY.toNanos());
                assertThat(writers.committed()).isGreaterThan(10 * AWAY.toSeconds());
                assertThat(writers.failed()).isZero();
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> relay.status().role() == RelayRole.STARTING
                                && relay.status().problem() != null);
                RelayStatus status = relay.status();
                assertThat(status.backlog()).isPositive();
                assertThat(status.oldestUnpublished()).isGreaterThan(AWAY.minusSeconds(10));
                kafka.start();
                recovery = fixture.untilPublishing(System.nanoTime());
            }
            fixture.awaitAll();
            await().atMost(Duration.ofSeconds(60)).until(() -> relay.status().backlog() == 0);
        }
        fixture.oracle
                .compareWith(fixture.database)
                .reportAs("broker killed, away for " + AWAY.toSeconds() + " s", recovery);
    }
}
