package atelier.ingest.faults;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.devstack.process.ChildJvm;
import atelier.ingest.trial.ClickHouseProxy;
import atelier.ingest.trial.Load;
import atelier.ingest.trial.Oracle;
import atelier.ingest.trial.Trial;
import atelier.ingest.trial.Verdict;
import atelier.ingest.trial.Waiting;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("faults")
class KillTest {

    private static final int ROUNDS = Integer.getInteger("faults.rounds", 20);
    private static final long SEED = 20_261_120;

    /** Where on an INSERT's way the process dies. */
    private enum Moment {
        BEFORE_IT_IS_SENT,
        HALF_SENT,
        INSERTED_AND_NOT_COMMITTED
    }

    @Test
    void losesAndDoublesNothingWhenKilledAroundAnInsert() throws Exception {
        Random random = new Random(SEED);
        try (Trial trial = new Trial("kill");
                ClickHouseProxy proxy =
                        new ClickHouseProxy(trial.clickHouseServer().port())) {
            Load load = trial.closeAtEnd(new Load(trial, SEED));
            for (int round = 0; round < ROUNDS; round++) {
                // Every second kill at the moment that the ledger is there for, the others at the moments before in
                // turn.
                Moment moment = round % 2 == 0
                        ? Moment.INSERTED_AND_NOT_COMMITTED
                        : round % 4 == 1 ? Moment.BEFORE_IT_IS_SENT : Moment.HALF_SENT;
                ChildJvm ingest = trial.ingest("a", proxy.port());
                killAt(moment, random.nextInt(5), ingest, proxy);
            }
            load.close();
            long start = System.nanoTime();
            trial.ingest("a", proxy.port());
            Verdict verdict = new Oracle(trial).verdict();

            verdict.report(
                    "log-ingest killed with -9 around an insert, " + ROUNDS + " rounds",
                    Duration.ofNanos(System.nanoTime() - start));
            assertThat(verdict.flawless()).as(verdict.toString()).isTrue();
        }
    }

    private static void killAt(Moment moment, int insertsBefore, ChildJvm ingest, ClickHouseProxy proxy)
            throws InterruptedException {
        CountDownLatch killed = new CountDownLatch(1);
        AtomicInteger left = new AtomicInteger(insertsBefore);
        proxy.hooks(new ClickHouseProxy.Hooks() {

            /** @return false if the process is dead: nothing more comes from it */
            private boolean at(Moment now) {
                boolean die = now == moment && left.getAndDecrement() == 0;
                if (die) {
                    ingest.kill();
                    killed.countDown();
                }
                return !die;
            }

            @Override
            public boolean arrived() {
                return at(Moment.BEFORE_IT_IS_SENT);
            }

            @Override
            public boolean halfSent() {
                return at(Moment.HALF_SENT);
            }

            @Override
            public boolean answered(String answer) {
                return at(Moment.INSERTED_AND_NOT_COMMITTED);
            }
        });
        Waiting.until("ingest is killed at " + moment, () -> killed.getCount() == 0);
        proxy.hooks(new ClickHouseProxy.Hooks() {});
        assertThat(ingest.running()).isFalse();
    }
}
