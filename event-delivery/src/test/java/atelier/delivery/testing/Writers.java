package atelier.delivery.testing;

import atelier.delivery.outbox.Cause;
import atelier.delivery.outbox.TransactionFailed;
import atelier.delivery.outbox.Transactions;
import atelier.delivery.outbox.Tx;
import atelier.events.OrderEvent;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads that write as services do, and a little worse: transactions over several aggregates, some that get their number early and commit late, some that roll back.
 */
public final class Writers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Writers.class);
    private static final int AGGREGATES = 40;

    private final Transactions transactions;
    private final long pauseNanos;
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicBoolean stop = new AtomicBoolean();
    private final AtomicLong committed = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();

    private Writers(Transactions transactions, long pauseNanos) {
        this.transactions = transactions;
        this.pauseNanos = pauseNanos;
    }

    /** @param pauseMillis of each thread after each transaction */
    public static Writers start(Transactions transactions, int threads, long seed, int pauseMillis) {
        Writers writers = new Writers(transactions, pauseMillis * 1_000_000L);
        for (int i = 0; i < threads; i++) {
            Random random = new Random(seed * 31 + i);
            writers.threads.add(Thread.ofPlatform().name("writer-" + i).daemon().start(() -> writers.write(random)));
        }
        return writers;
    }

    /** Appends the next event of an aggregate. */
    public static void append(Tx tx, String aggregate) throws SQLException {
        long sequence;
        try (PreparedStatement lock = tx.connection()
                .prepareStatement("insert into aggregate (id, sequence) values (?, 1) on conflict (id)"
                        + " do update set sequence = aggregate.sequence + 1 returning sequence")) {
            lock.setString(1, aggregate);
            try (ResultSet row = lock.executeQuery()) {
                row.next();
                sequence = row.getLong(1);
            }
        }
        tx.append(new OrderEvent.Released(aggregate, "user_1", "test", Instant.now()), sequence, Cause.NONE);
    }

    /** Transactions that have committed so far. */
    public long committed() {
        return committed.get();
    }

    /** Transactions that the database refused, for example because it was away. */
    public long failed() {
        return failed.get();
    }

    /** Lets the transactions in hand end. */
    @Override
    public void close() {
        stop.set(true);
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void write(Random random) {
        while (!stop.get()) {
            try {
                transactions.<Boolean>inTransaction(tx -> {
                    one(tx, random);
                    return true;
                });
                committed.incrementAndGet();
            } catch (TransactionFailed e) {
                failed.incrementAndGet();
                LOG.debug("writer: {}", e.getMessage());
                LockSupport.parkNanos(20_000_000);
            } catch (ChangedMind e) {
                LOG.trace("rolled back");
            }
            LockSupport.parkNanos(pauseNanos);
        }
    }

    private static void one(Tx tx, Random random) throws SQLException {
        if (random.nextInt(10) == 0) {
            execute(tx, "select pg_current_xact_id(), pg_sleep(" + random.nextInt(20) / 1000.0 + ")");
        }
        // In ascending order, so that writers wait for each other but never in a circle.
        for (int number : random.ints(1 + random.nextInt(3), 0, AGGREGATES)
                .distinct()
                .sorted()
                .toArray()) {
            append(tx, "order_" + number);
        }
        if (random.nextInt(20) == 0) {
            execute(tx, "select pg_sleep(" + random.nextInt(20) / 1000.0 + ")");
        }
        if (random.nextInt(10) == 0) {
            throw new ChangedMind();
        }
    }

    private static void execute(Tx tx, String sql) throws SQLException {
        try (Statement statement = tx.connection().createStatement()) {
            statement.execute(sql);
        }
    }

    private static final class ChangedMind extends RuntimeException {}
}
