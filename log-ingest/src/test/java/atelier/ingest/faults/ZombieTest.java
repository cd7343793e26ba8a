package atelier.ingest.faults;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.devstack.process.ChildJvm;
import atelier.ingest.proof.Asked;
import atelier.ingest.trial.ClickHouseProxy;
import atelier.ingest.trial.Load;
import atelier.ingest.trial.Oracle;
import atelier.ingest.trial.Trial;
import atelier.ingest.trial.Verdict;
import atelier.ingest.trial.Waiting;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("faults")
class ZombieTest {

    /** Holds the next INSERT until let go. */
    private static final class Holding implements ClickHouseProxy.Hooks {

        private final CountDownLatch held = new CountDownLatch(1);
        private final CountDownLatch letGo = new CountDownLatch(1);
        private volatile String answer = "";

        @Override
        public boolean arrived() {
            if (held.getCount() > 0) {
                held.countDown();
                try {
                    letGo.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return true;
        }

        @Override
        public boolean answered(String beginning) {
            if (answer.isEmpty()) {
                answer = beginning;
            }
            return true;
        }
    }

    @Test
    void refusesTheLateInsertOfAStoppedInstanceThatWasReplaced() throws Exception {
        try (Trial trial = new Trial("zombie");
                ClickHouseProxy proxy =
                        new ClickHouseProxy(trial.clickHouseServer().port())) {
            Load load = trial.closeAtEnd(new Load(trial, 11));
            ChildJvm first = trial.ingest("first", proxy.port());
            Waiting.until("the first instance writes", () -> trial.rows() > 2_000);

            // Its next INSERT is on the wire, and the process stands still.
            Holding holding = new Holding();
            proxy.hooks(holding);
            Waiting.until("an insert is held", () -> holding.held.getCount() == 0);
            first.suspend();
            long before = trial.rows();
            long start = System.nanoTime();
            ChildJvm second = trial.ingest("second", trial.clickHouseServer().port());
            Waiting.until("the second instance writes", () -> trial.rows() > before + 2_000);
            Duration recovered = Duration.ofNanos(System.nanoTime() - start);

            holding.letGo.countDown();
            Waiting.until("the late insert is answered", () -> !holding.answer.isEmpty());
            int late = proxy.inserted();
            first.resume();
            Waiting.until("the first one writes again", () -> proxy.inserted() > late);
            load.close();
            Verdict verdict = new Oracle(trial).verdict();

            verdict.report("SIGSTOP past the session, another takes over, SIGCONT", recovered);
            assertThat(verdict.flawless()).as(verdict.toString()).isTrue();
            assertThat(Asked.about(trial, trial.topics()).told())
                    .as("what logs:verify tells")
                    .isEmpty();
            assertThat(holding.answer).containsIgnoringCase("X-ClickHouse-Exception-Code: 469");
            assertThat(second.running()).isTrue();
        }
    }
}
