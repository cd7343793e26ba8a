package atelier.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import atelier.devstack.Tmpfs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The disks of Kafka, PostgreSQL and ClickHouse fill one after the other, and are full for a while. */
@Tag("faults")
class DiskFullTest {
    private static final int MEGABYTES = 320;
    /** Long enough for new starts on the full disk. */
    private static final Duration FULL = Duration.ofSeconds(6);

    @Test
    void losesNothingAndGoesOnByItselfOnceThereIsSpaceAgain(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder)
            throws IOException {
        Map<String, Tmpfs> disks = new LinkedHashMap<>();
        try {
            for (String part : List.of("clickhouse", "postgres", "kafka")) {
                Optional<Tmpfs> disk = Tmpfs.mount(RunningSystem.data(folder, part), MEGABYTES);
                if (disk.isEmpty()) {
                    System.out.println(
                            "SKIPPED: no full disk was tried, because mounting a tmpfs is not allowed here (be root)");
                }
                assumeTrue(disk.isPresent(), "mounting a tmpfs is not allowed here (be root)");
                disks.put(part, disk.orElseThrow());
            }
            fillEach(disks, folder);
        } finally {
            disks.values().forEach(Tmpfs::close);
        }
    }

    private static void fillEach(Map<String, Tmpfs> disks, Path folder) throws IOException {
        try (RunningSystem system = RunningSystem.in(folder, Map.of(), Map.of());
                Trial trial = new Trial(system, folder, new Random(1))) {
            trial.round("start", () -> {});
            disks.forEach((part, disk) -> {
                String fault = "disk of " + part + " full";
                trial.awaitHarm(fault, part, disk::fill);
                long until = System.nanoTime() + FULL.toNanos();
                await("the disk is full for a while")
                        .atMost(FULL.plusSeconds(60))
                        .until(() -> {
                            disk.fill();
                            return System.nanoTime() > until;
                        });
                trial.round(fault + ", then free", disk::free);
            });
            trial.judge("whole system: disks of ClickHouse, PostgreSQL and Kafka full");
        }
    }
}
