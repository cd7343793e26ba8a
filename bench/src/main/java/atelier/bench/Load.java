package atelier.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Drives clients of either kind, each on a thread of its own. */
final class Load implements AutoCloseable {
    private static final double SECOND = 1e9;

    private final List<OrderClient> clients = new ArrayList<>();
    private final ExecutorService threads;

    Load(OrderClient.Kind kind, int count) throws Exception {
        for (int i = 0; i < count; i++) {
            clients.add(kind.open());
        }
        this.threads = Executors.newFixedThreadPool(count);
    }

    /** An order that was placed: when it was meant to be sent, and how long after that it was answered. */
    record Sample(String id, long intendedMicros, long nanos) {}

    /** Closed loop: everyone orders again as soon as he has his answer. Orders per second. */
    double most(Duration time) throws Exception {
        long end = System.nanoTime() + time.toNanos();
        long begin = System.nanoTime();
        long count = 0;
        for (List<Sample> each : run(client -> until(client, end))) {
            count += each.size();
        }
        return count * SECOND / (System.nanoTime() - begin);
    }

    private static List<Sample> until(OrderClient client, long end) throws Exception {
        List<Sample> samples = new ArrayList<>();
        while (System.nanoTime() < end) {
            samples.add(new Sample(client.place(), 0, 0));
        }
        return samples;
    }

    /**
     * Open loop: orders are due at fixed times, whatever became of the earlier ones, and a late start counts as latency: nothing is omitted because the service was slow.
     */
    List<Sample> at(double rate, Duration time) throws Exception {
        long wall = Clock.micros();
        long begin = System.nanoTime();
        long orders = (long) (rate * time.toNanos() / SECOND);
        AtomicLong next = new AtomicLong();
        List<Sample> all = new ArrayList<>();
        run(client -> due(client, next, orders, rate, begin, wall)).forEach(all::addAll);
        return all;
    }

    private static List<Sample> due(
            OrderClient client, AtomicLong next, long orders, double rate, long begin, long wall) throws Exception {
        List<Sample> samples = new ArrayList<>();
        for (long n = next.getAndIncrement(); n < orders; n = next.getAndIncrement()) {
            long offset = (long) (n * SECOND / rate);
            for (long left = begin + offset - System.nanoTime(); left > 0; left = begin + offset - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            String id = client.place();
            samples.add(new Sample(id, wall + offset / 1000, System.nanoTime() - begin - offset));
        }
        return samples;
    }

    private interface Turn {
        List<Sample> run(OrderClient client) throws Exception;
    }

    private List<List<Sample>> run(Turn turn) throws Exception {
        List<Future<List<Sample>>> running = new ArrayList<>();
        for (OrderClient client : clients) {
            running.add(threads.submit(() -> turn.run(client)));
        }
        List<List<Sample>> done = new ArrayList<>();
        for (Future<List<Sample>> each : running) {
            try {
                done.add(each.get());
            } catch (ExecutionException failed) {
                throw new IllegalStateException("an order was not placed", failed.getCause());
            }
        }
        return done;
    }

    @Override
    public void close() throws Exception {
        threads.shutdownNow();
        for (OrderClient client : clients) {
            client.close();
        }
    }
}
