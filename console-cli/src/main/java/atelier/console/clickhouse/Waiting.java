package atelier.console.clickhouse;

import atelier.console.session.Session;
import atelier.logs.clickhouse.ClickHouse;
import atelier.logs.clickhouse.Statement;
import atelier.logs.clickhouse.Trouble;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Tells those who wait for longer than a second what the server is doing: after one second, two, four and so on. */
public final class Waiting implements AutoCloseable {

    private final ClickHouse clickhouse;
    private final Session session;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition end = lock.newCondition();
    private boolean ended;

    private Waiting(ClickHouse clickhouse, Session session) {
        this.clickhouse = clickhouse;
        this.session = session;
    }

    public static Waiting on(ClickHouse clickhouse, Session session) {
        Waiting waiting = new Waiting(clickhouse, session);
        Thread.ofPlatform().daemon().name("waiting").start(waiting::tell);
        return waiting;
    }

    private void tell() {
        lock.lock();
        try {
            long told = 0;
            for (long next = 1; ; next *= 2) {
                long left = TimeUnit.SECONDS.toNanos(next - told);
                while (left > 0 && !ended) {
                    left = end.awaitNanos(left);
                }
                if (ended) {
                    return;
                }
                told = next;
                session.note("still asking ClickHouse, " + next + " s" + soon(this::rowsRead) + " (Ctrl-C cancels)");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /** What a server that hangs does not say either is left out. */
    private static String soon(Supplier<String> answer) {
        return CompletableFuture.supplyAsync(
                        answer, asking -> Thread.ofPlatform().daemon().start(asking))
                .completeOnTimeout("", 500, TimeUnit.MILLISECONDS)
                .join();
    }

    private String rowsRead() {
        Set<String> running = clickhouse.running();
        if (running.size() != 1) {
            return "";
        }
        try {
            Statement.Builder values = new Statement.Builder();
            long rows = clickhouse.one(
                    values.build("SELECT toInt64(sum(read_rows)) FROM system.processes WHERE query_id = "
                            + values.text("id", running.iterator().next())),
                    in -> in.int64());
            return rows == 0 ? "" : ", " + rows + " rows read";
        } catch (Trouble e) {
            return ""; // it is only said by the way
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            ended = true;
            end.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
