package atelier.ingest.typed;

import atelier.ingest.clickhouse.ClickHouse;
import atelier.ingest.clickhouse.ClickHouseFailure;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the typed tables filled from start to stop, on a thread of its own, away from the lane's. */
public final class TypedFills implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TypedFills.class);

    private static final Duration GRACE = Duration.ofSeconds(5);

    private final FillRound round;
    private final Duration pause;
    private final TypedReport report;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "typed-fills");

    private boolean failing;

    public TypedFills(TypedSettings settings, Duration leaseLength, ClickHouse clickHouse, TypedReport report) {
        this.round = new FillRound(settings, leaseLength, clickHouse, report);
        this.pause = settings.pause();
        this.report = report;
    }

    public void start() {
        thread.start();
    }

    private void run() {
        while (!stopping()) {
            try {
                boolean more = round.run();
                failing = false;
                if (!more) {
                    pause();
                }
            } catch (ClickHouseFailure e) {
                if (!failing) {
                    LOG.warn("The typed tables wait: {}", e.getMessage());
                }
                failed();
            } catch (RuntimeException e) {
                if (!failing) {
                    LOG.error("Filling the typed tables failed and is tried again", e);
                }
                failed();
            }
        }
        end();
    }

    private void failed() {
        failing = true;
        report.failed();
        round.failed();
        pause();
    }

    private void end() {
        try {
            round.end();
        } catch (ClickHouseFailure e) {
            LOG.debug("The next one waits for the end of the lease: {}", e.getMessage());
        }
    }

    private boolean stopping() {
        return stop.getCount() == 0;
    }

    private void pause() {
        try {
            if (stop.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("Woken to stop");
            }
        } catch (InterruptedException e) {
            stop.countDown();
        }
    }

    /** Lets the statement in flight end, but not for long: what it did not finish is done again. */
    @Override
    public void close() {
        stop.countDown();
        try {
            thread.join(GRACE);
            if (thread.isAlive()) {
                thread.interrupt();
                thread.join(GRACE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
