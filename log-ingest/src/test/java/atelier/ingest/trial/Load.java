package atelier.ingest.trial;

import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/**
 * Odd records at a steady rate into two topics until closed: one written plainly, one in transactions of which a third
 * is aborted, so that offsets have holes.
 */
public final class Load implements AutoCloseable {

    /** Of each topic. */
    public static final int PARTITIONS = 4;

    private static final int BURST = 20;
    private static final long PAUSE_NANOS = 20_000_000; // at most 1,000 records a second to each topic

    private final ExecutorService writers = Executors.newFixedThreadPool(2);
    private final Future<?> plain;
    private final Future<?> transactional;
    private volatile boolean on = true;

    public Load(Trial trial, long seed) {
        String one = trial.topic("plain", PARTITIONS);
        String other = trial.topic("transactional", PARTITIONS);
        plain = writers.submit(writingPlainly(trial, one, seed));
        transactional = writers.submit(writingInTransactions(trial, other, seed + 1));
    }

    private Callable<Void> writingPlainly(Trial trial, String topic, long seed) {
        return () -> {
            OddRecords records = new OddRecords(seed);
            try (Sender sender = new Sender(trial)) {
                while (on) {
                    burst(sender, records, topic);
                    sender.flush();
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
            }
            return null;
        };
    }

    private Callable<Void> writingInTransactions(Trial trial, String topic, long seed) {
        return () -> {
            OddRecords records = new OddRecords(seed);
            Random random = new Random(seed);
            try (Sender sender = new Sender(trial, Map.of("transactional.id", trial.group()))) {
                sender.producer().initTransactions();
                while (on) {
                    sender.producer().beginTransaction();
                    burst(sender, records, topic);
                    sender.flush();
                    if (random.nextInt(3) == 0) {
                        sender.producer().abortTransaction();
                    } else {
                        sender.producer().commitTransaction();
                    }
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
            }
            return null;
        };
    }

    private static void burst(Sender sender, OddRecords records, String topic) {
        for (int i = 0; i < BURST; i++) {
            sender.add(records.next(topic, PARTITIONS));
        }
    }

    /** Stops, with everything sent. */
    @Override
    public void close() throws InterruptedException, ExecutionException {
        on = false;
        writers.shutdown();
        plain.get();
        transactional.get();
    }
}
