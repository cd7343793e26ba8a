package atelier.ingest.faults;

import static atelier.ingest.faults.Intact.assertIntact;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import atelier.devstack.Ports;
import atelier.devstack.Tmpfs;
import atelier.devstack.clickhouse.ClickHouseServer;
import atelier.devstack.process.ChildJvm;
import atelier.ingest.trial.Load;
import atelier.ingest.trial.Trial;
import atelier.ingest.trial.Vitals;
import atelier.ingest.trial.Waiting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** ClickHouse is there and takes nothing in. */
@Tag("faults")
class RefusedTest {

    private static final int MEGABYTES = 256;

    private static final String TOO_MANY_PARTS = "ingest_insert_failures_total{code=\"252\"}";

    /** After so many a batch that shrinks at each of them, and begins with 4,000 rows, would have one. */
    private static final int REFUSALS = 6;

    @Test
    void waitsWithWholeBatchesWhileThereAreTooManyParts() throws Exception {
        try (Trial trial = new Trial("parts")) {
            Load load = trial.closeAtEnd(new Load(trial, 41));
            ChildJvm ingest = trial.ingest(
                    "a",
                    trial.clickHouseServer().port(),
                    "160m",
                    Map.of("INGEST_LEASE_MS", "1000", "INGEST_BATCH_ROWS", "4000"));
            Waiting.until("it writes", () -> trial.rows() > 2_000);
            trial.clickHouse().run("SYSTEM STOP MERGES kafka_logs", Map.of());
            trial.clickHouse().run("ALTER TABLE kafka_logs MODIFY SETTING parts_to_throw_insert = 10", Map.of());
            try (Vitals vitals = new Vitals(trial.httpPort())) {
                Waiting.until("it is refused", () -> vitals.metric(TOO_MANY_PARTS) >= REFUSALS);
            }
            long before = number(trial, "SELECT toUnixTimestamp64Milli(max(ingested_at)) FROM kafka_logs");
            long stored = trial.rows();
            long start = System.nanoTime();
            trial.clickHouse().run("SYSTEM START MERGES kafka_logs", Map.of());
            trial.clickHouse().run("OPTIMIZE TABLE kafka_logs", Map.of()); // at once, and not when it thinks fit
            Waiting.until("it writes again", () -> trial.rows() > stored);
            assertThat(number(
                            trial,
                            "SELECT count() FROM kafka_logs WHERE toUnixTimestamp64Milli(ingested_at) > " + before
                                    + " GROUP BY ingested_at ORDER BY ingested_at LIMIT 1"))
                    .as("rows of the first batch after the refusals")
                    .isGreaterThan(10);
            load.close();

            assertIntact(trial, "too many parts (252), " + REFUSALS + " refusals, then merges again", start);
            assertThat(ingest.running()).isTrue();
        }
    }

    @Test
    void storesAllOnceWhenTheDiskWasFull(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder) throws Exception {
        Optional<Tmpfs> mounted = Tmpfs.mount(folder, MEGABYTES);
        if (mounted.isEmpty()) {
            System.out.println(
                    "SKIPPED: no full disk was tried, because mounting a tmpfs is not allowed here (be root)");
        }
        assumeTrue(mounted.isPresent(), "mounting a tmpfs is not allowed here (be root)");
        try (Tmpfs disk = mounted.orElseThrow();
                ClickHouseServer clickHouse = ClickHouseServer.on(folder.resolve("data"), Ports.free())) {
            clickHouse.start();
            try (Trial trial = new Trial("full", clickHouse)) {
                Load load = trial.closeAtEnd(new Load(trial, 43));
                trial.ingest("a", clickHouse.port(), "512m", Map.of("INGEST_LEASE_MS", "1000"));
                Waiting.until("it writes", () -> trial.rows() > 2_000);
                try (Vitals vitals = new Vitals(trial.httpPort())) {
                    Waiting.until("inserts fail for a while", () -> {
                        disk.fill(); // also what merges gave back
                        return vitals.sum("ingest_insert_failures_total") >= 3;
                    });
                }
                long start = System.nanoTime();
                disk.free();
                load.close();
                if (!clickHouse.running()) {
                    clickHouse.start();
                }
                assertIntact(trial, "ClickHouse's disk full under load, then free", start);
            }
        }
    }

    private static long number(Trial trial, String sql) throws IOException {
        return Long.parseLong(trial.clickHouse().rows(sql, Map.of()).getFirst().getFirst());
    }
}
