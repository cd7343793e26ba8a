package atelier.ingest.faults;

import static atelier.ingest.faults.Intact.assertIntact;

import atelier.ingest.trial.ClickHouseProxy;
import atelier.ingest.trial.Load;
import atelier.ingest.trial.Trial;
import atelier.ingest.trial.Waiting;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("faults")
class ClickHouseKilledTest {

    private static final int ROUNDS = 2;

    @Test
    void goesOnWhereTheTableEndsWhenClickHouseIsKilledInAnInsert() throws Exception {
        try (Trial trial = new Trial("dead");
                ClickHouseProxy proxy =
                        new ClickHouseProxy(trial.clickHouseServer().port())) {
            Load load = trial.closeAtEnd(new Load(trial, 13));
            // Each lease in which ClickHouse was killed is waited out.
            trial.ingest("a", proxy.port(), Map.of("INGEST_LEASE_MS", "1000"));
            for (int round = 0; round < ROUNDS; round++) {
                killInAnInsert(trial, proxy);
                trial.clickHouseServer().start();
            }
            long start = System.nanoTime();
            load.close();

            assertIntact(trial, "ClickHouse killed with -9 in an insert, " + ROUNDS + " rounds", start);
        }
    }

    private static void killInAnInsert(Trial trial, ClickHouseProxy proxy) {
        long before = trial.rows();
        Waiting.until("rows come in", () -> trial.rows() > before);
        CountDownLatch killed = new CountDownLatch(1);
        AtomicInteger inserts = new AtomicInteger();
        proxy.hooks(new ClickHouseProxy.Hooks() {
            @Override
            public boolean halfSent() {
                if (inserts.incrementAndGet() == 2) {
                    // The rest of the body goes out while the server dies.
                    Thread.ofPlatform().start(() -> {
                        trial.clickHouseServer().kill();
                        killed.countDown();
                    });
                }
                return true;
            }
        });
        Waiting.until("ClickHouse is killed", () -> killed.getCount() == 0);
        proxy.hooks(new ClickHouseProxy.Hooks() {});
    }
}
