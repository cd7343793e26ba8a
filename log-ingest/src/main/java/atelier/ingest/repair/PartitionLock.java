package atelier.ingest.repair;

import atelier.ingest.clickhouse.ClickHouse;
import atelier.ingest.clickhouse.ClickHouseFailure;
import atelier.ingest.proof.Unanswered;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * The right to insert old rows of one partition. Whoever wants it first writes down that it does and then looks whether
 * someone else did: of two that want it at once at least one sees the other and gives way. It ends by itself, by
 * ClickHouse's clock, so that a holder that is killed keeps nobody out for long; its late rows the table refuses.
 */
final class PartitionLock implements AutoCloseable {

    /** For how long it is held without being renewed; also the wait after a holder was killed. */
    static final Duration LENGTH = Duration.ofSeconds(10);

    private static final long RENEW_AFTER_NANOS = LENGTH.toNanos() / 5;
    private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(250).toNanos();

    private final ClickHouse clickHouse;
    private final Operation operation;
    private final Operation.Subject subject;
    private final Listener listener;
    private final Rivals rivals;

    private long heldUntil;
    private long renewedAt;
    private long read;
    private long written;
    private String end = "failed";

    private PartitionLock(ClickHouse clickHouse, Operation operation, Operation.Subject subject, Listener listener) {
        this.clickHouse = clickHouse;
        this.operation = operation;
        this.subject = subject;
        this.listener = listener;
        this.rivals = new Rivals(clickHouse, operation.id(), subject);
    }

    /** Waits a little longer than a killed holder keeps it, then says who holds it. */
    static PartitionLock take(ClickHouse clickHouse, Operation operation, Operation.Subject subject, Listener listener)
            throws ClickHouseFailure {
        PartitionLock lock = new PartitionLock(clickHouse, operation, subject, listener);
        long giveUp = System.nanoTime() + LENGTH.toNanos() * 3 / 2;
        while (true) {
            List<String> others = lock.rivals.now();
            if (others.isEmpty()) {
                lock.hold(clickHouse.now(), "claimed");
                others = lock.rivals.now();
                if (others.isEmpty()) {
                    lock.waitForRunningInserts(giveUp);
                    return lock;
                }
                lock.close(); // both of us may have come at once: the one who is quicker next time has it
                throw lock.rivals.inTheWay(others.getFirst());
            }
            if (System.nanoTime() - giveUp > 0) {
                throw lock.rivals.inTheWay(others.getFirst());
            }
            listener.stopIfAsked();
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }

    /** What a former holder has begun to insert in time may still come in. */
    private void waitForRunningInserts(long giveUp) throws ClickHouseFailure {
        while (rivals.insert()) {
            if (System.nanoTime() - giveUp > 0) {
                throw Unanswered.because(
                        "an INSERT of a former backfill is still running in ClickHouse; try again later");
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
            holdOn();
        }
    }

    private void hold(long now, String state) throws ClickHouseFailure {
        renewedAt = System.nanoTime();
        heldUntil = now + LENGTH.toMillis();
        operation.step(subject, state, read, written, heldUntil, "");
    }

    /** To be called often: renews it when a fifth of it is over. */
    void holdOn() throws ClickHouseFailure {
        if (System.nanoTime() - renewedAt < RENEW_AFTER_NANOS) {
            return;
        }
        long now = clickHouse.now();
        if (now >= heldUntil) {
            throw lost();
        }
        hold(now, "running");
        if (!rivals.now().isEmpty()) {
            throw lost();
        }
    }

    private static Unanswered lost() {
        return Unanswered.because(
                "was stopped for longer than it may hold the partition; what was inserted stays, run it again");
    }

    /** By ClickHouse's clock, in milliseconds: rows are refused from then on. */
    long heldUntil() {
        return heldUntil;
    }

    /** An estimate of ClickHouse's clock. */
    long clickHouseTime() {
        return heldUntil - LENGTH.toMillis() + (System.nanoTime() - renewedAt) / 1_000_000;
    }

    void counted(long readSoFar, long writtenSoFar) {
        read = readSoFar;
        written = writtenSoFar;
    }

    void done() {
        end = "done";
    }

    /** Lets go. Not after an INSERT without a good answer: then it ends by itself, as that INSERT does. */
    @Override
    public void close() throws ClickHouseFailure {
        boolean stopped = end.equals("failed") && listener.stopping();
        operation.step(
                subject, end.equals("unknown") ? "running" : stopped ? "stopped" : end, read, written, heldUntil, "");
        if (stopped) {
            listener.note("stopped in partition " + subject.partition() + " of " + subject.topic() + " after " + written
                    + " records were inserted");
        }
    }

    void unknown() {
        end = "unknown";
    }
}
