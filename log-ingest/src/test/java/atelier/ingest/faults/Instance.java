package atelier.ingest.faults;

import atelier.devstack.process.ChildJvm;
import atelier.ingest.trial.ClickHouseProxy;
import atelier.ingest.trial.Trial;
import atelier.ingest.trial.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/** One of several ingests, with a way to ClickHouse of its own on which its last INSERT can be late. */
final class Instance implements ClickHouseProxy.Hooks {

    /**
     * How late the last INSERT of a killed one is: by then the group, which misses a member after 6 s, has given its partitions to
     * others.
     */
    private static final Duration LATE = Duration.ofSeconds(9);

    /** Of this at least four fifths are left when an INSERT is sent, so that a late one is not refused: 7 s is what a slow machine may take. */
    private static final Duration LEASE = Duration.ofSeconds(20);

    private final ClickHouseProxy proxy;
    private final ChildJvm process;
    private final CountDownLatch killed = new CountDownLatch(1);
    private volatile boolean doomed;
    private volatile String lateAnswer = "";

    private Instance(ClickHouseProxy proxy, ChildJvm process) {
        this.proxy = proxy;
        this.process = process;
    }

    static Instance start(Trial trial, String name) throws IOException {
        ClickHouseProxy proxy =
                trial.closeAtEnd(new ClickHouseProxy(trial.clickHouseServer().port()));
        return new Instance(
                proxy, trial.ingest(name, proxy.port(), Map.of("INGEST_LEASE_MS", String.valueOf(LEASE.toMillis()))));
    }

    boolean writes() {
        return proxy.inserted() > 0;
    }

    void stop() {
        process.stop();
    }

    int exitCode() {
        return process.onExit().join();
    }

    /** Returns when it is dead; its next INSERT is then all on its way, and arrives later. */
    void killInAnInsert() {
        proxy.hooks(this);
        doomed = true;
        Waiting.until("it is killed in an insert", () -> killed.getCount() == 0);
    }

    /** What ClickHouse answered to the INSERT that came after its sender's death; empty until then. */
    String lateAnswer() {
        return lateAnswer;
    }

    @Override
    public boolean arrived() {
        if (doomed) {
            doomed = false; // one INSERT is on its way at a time: no other thread is here
            long due = System.nanoTime() + LATE.toNanos();
            process.kill();
            killed.countDown();
            LockSupport.parkNanos(due - System.nanoTime());
        }
        return true;
    }

    @Override
    public boolean answered(String answer) {
        if (killed.getCount() == 0) {
            lateAnswer = answer;
        }
        return true;
    }
}
