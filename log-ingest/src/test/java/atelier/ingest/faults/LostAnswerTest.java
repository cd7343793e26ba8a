package atelier.ingest.faults;

import static atelier.ingest.faults.Intact.assertIntact;

import atelier.ingest.trial.ClickHouseProxy;
import atelier.ingest.trial.Load;
import atelier.ingest.trial.Trial;
import atelier.ingest.trial.Waiting;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("faults")
class LostAnswerTest {

    private static final int DROPPED = 3;

    @Test
    void insertsNothingTwiceWhenTheAnswerIsLost() throws Exception {
        try (Trial trial = new Trial("answer");
                ClickHouseProxy proxy =
                        new ClickHouseProxy(trial.clickHouseServer().port())) {
            AtomicInteger answers = new AtomicInteger();
            AtomicInteger dropped = new AtomicInteger();
            proxy.hooks(new ClickHouseProxy.Hooks() {
                @Override
                public boolean answered(String answer) {
                    boolean drop = answers.incrementAndGet() % 4 == 0 && dropped.get() < DROPPED;
                    if (drop) {
                        dropped.incrementAndGet();
                    }
                    return !drop;
                }
            });
            Load load = trial.closeAtEnd(new Load(trial, 7));
            trial.ingest("a", proxy.port(), Map.of("INGEST_LEASE_MS", "1000"));
            Waiting.until("answers are dropped", () -> dropped.get() == DROPPED);
            long start = System.nanoTime();
            load.close();

            assertIntact(trial, "insert done, answer dropped, " + DROPPED + " times", start);
        }
    }

    @Test
    void insertsNothingTwiceWhenTheInsertItselfArrivesAfterItWasGivenUp() throws Exception {
        try (Trial trial = new Trial("late");
                ClickHouseProxy proxy =
                        new ClickHouseProxy(trial.clickHouseServer().port())) {
            AtomicInteger inserts = new AtomicInteger();
            AtomicInteger late = new AtomicInteger();
            proxy.hooks(new ClickHouseProxy.Hooks() {
                @Override
                public boolean cutOffAndPassOnLate() {
                    return inserts.incrementAndGet() % 4 == 0 && late.incrementAndGet() <= DROPPED;
                }
            });
            Load load = trial.closeAtEnd(new Load(trial, 19));
            // Long enough for an INSERT that is a second late.
            trial.ingest("a", proxy.port(), Map.of("INGEST_LEASE_MS", "3000"));
            Waiting.until("inserts are late", () -> late.get() >= DROPPED);
            long start = System.nanoTime();
            load.close();

            assertIntact(trial, "insert given up, passed on 1 s later, " + DROPPED + " times", start);
        }
    }
}
