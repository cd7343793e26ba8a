package atelier.ingest.faults;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.devstack.process.ChildJvm;
import atelier.ingest.trial.ClickHouseProxy;
import atelier.ingest.trial.Waiting;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Where on an INSERT's way the process dies. */
enum Moment {
    BEFORE_IT_IS_SENT,
    HALF_SENT,
    INSERTED_AND_NOT_COMMITTED;

    /** Returns when an ingest that inserts through this proxy was killed with -9 at this moment of one of its next INSERTs. */
    void kill(ChildJvm ingest, int insertsBefore, ClickHouseProxy proxy) {
        CountDownLatch killed = arm(ingest, insertsBefore, proxy);
        Waiting.until("ingest is killed at " + this, () -> killed.getCount() == 0);
        proxy.hooks(new ClickHouseProxy.Hooks() {});
        assertThat(ingest.running()).isFalse();
    }

    /** Returns at once; the latch tells that it was killed. */
    CountDownLatch arm(ChildJvm ingest, int insertsBefore, ClickHouseProxy proxy) {
        CountDownLatch killed = new CountDownLatch(1);
        AtomicInteger left = new AtomicInteger(insertsBefore);
        proxy.hooks(new ClickHouseProxy.Hooks() {

            /** @return false if the process is dead: nothing more comes from it */
            private boolean at(Moment now) {
                boolean die = now == Moment.this && left.getAndDecrement() == 0;
                if (die) {
                    ingest.kill();
                    killed.countDown();
                }
                return !die;
            }

            @Override
            public boolean arrived() {
                return at(BEFORE_IT_IS_SENT);
            }

            @Override
            public boolean halfSent() {
                return at(HALF_SENT);
            }

            @Override
            public boolean answered(String answer) {
                return at(INSERTED_AND_NOT_COMMITTED);
            }
        });
        return killed;
    }
}
