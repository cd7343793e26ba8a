package atelier.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The wall clock of the services jumps against that of Kafka and the databases. */
@Tag("faults")
class ClockJumpTest {
    private static final Duration APART = Duration.ofSeconds(6);

    @Test
    void losesNothingWhenTheClockOfTheServicesJumpsAlone(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder)
            throws IOException {
        FakeClock servers = clock(folder, "clock");
        FakeClock services = clock(folder, "clock-of-services");
        try (RunningSystem system = RunningSystem.in(folder, servers.environment(), services.environment());
                Trial trial = new Trial(system, folder, new Random(3))) {
            trial.round("start", () -> {});
            for (Duration jump : new Duration[] {Duration.ofHours(-1), Duration.ofDays(1), Duration.ofDays(-1)}) {
                services.set(jump);
                long until = System.nanoTime() + APART.toNanos();
                await("clocks apart for a while").atMost(APART.plusSeconds(60)).until(() -> System.nanoTime() > until);
                trial.round("services' clock " + jump + " and back", () -> services.set(Duration.ZERO));
            }
            trial.judge("whole system: the services' clock jumps alone");
        }
    }

    private static FakeClock clock(Path folder, String name) throws IOException {
        Optional<FakeClock> clock = FakeClock.in(folder, name);
        if (clock.isEmpty()) {
            System.out.println("SKIPPED: no clock was moved, because no C compiler (cc) made the library for it");
        }
        assumeTrue(clock.isPresent(), "no library that moves the clock");
        return clock.orElseThrow();
    }
}
