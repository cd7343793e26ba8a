package atelier.ingest.typed;

import atelier.ingest.clickhouse.ClickHouse;
import atelier.ingest.clickhouse.ClickHouseFailure;
import atelier.ingest.schema.Migrations;
import atelier.ingest.schema.Retention;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the typed tables filled from start to stop, on a thread of its own, away from the lane's. */
public final class TypedFills implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TypedFills.class);

    private static final Duration GRACE = Duration.ofSeconds(5);

    private final ClickHouse clickHouse;
    private final TypedSettings settings;
    private final TypedReport report;
    private final FillLease lease;
    private final SourceLedger source;
    private final Progress progress;
    private final OpenLetters openLetters;
    private final List<TypedFill> fills;
    private final List<String> topics;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "typed-fills");

    private boolean failing;

    public TypedFills(TypedSettings settings, Duration leaseLength, ClickHouse clickHouse, TypedReport report) {
        this.clickHouse = clickHouse;
        this.settings = settings;
        this.report = report;
        this.lease = new FillLease(clickHouse, leaseLength);
        this.source = new SourceLedger(clickHouse);
        this.progress = new Progress(clickHouse);
        this.openLetters = new OpenLetters(clickHouse, report);
        this.fills = TypedTables.all(settings.topics()).stream()
                .filter(table -> !table.topics().isEmpty())
                .map(table -> new TypedFill(table, clickHouse, lease, settings))
                .toList();
        this.topics = fills.stream()
                .flatMap(fill -> fill.table().topics().stream())
                .distinct()
                .toList();
    }

    public void start() {
        thread.start();
    }

    private void run() {
        boolean ready = false;
        while (!stopping()) {
            try {
                ready = ready || settled();
                boolean more = ready && round();
                failing = false;
                if (!more) {
                    pause(settings.pause());
                }
            } catch (ClickHouseFailure e) {
                failed(e);
            } catch (RuntimeException e) {
                LOG.error("Filling the typed tables failed and is tried again", e);
                lease.forget();
                pause(settings.pause());
            }
        }
        release();
    }

    /** The lane migrates; retention is ours to see to. */
    private boolean settled() throws ClickHouseFailure {
        if (!new Migrations().applied(clickHouse)) {
            return false;
        }
        new Retention(clickHouse).apply(settings.days());
        return true;
    }

    /** @return whether there is more to do at once; what comes in meanwhile waits for the next look, because a step costs much the same for one record as for a thousand */
    private boolean round() throws ClickHouseFailure {
        openLetters.tell();
        boolean held = lease.held();
        // Read after the lease was got and before it could be another's: nobody else moves what it says.
        Map<String, Progress.State> states = progress.states();
        List<SourceLedger.Line> lines = topics.isEmpty() ? List.of() : source.lines(topics);
        boolean more = false;
        for (TypedFill fill : fills) {
            Progress.State state = states.getOrDefault(fill.table().name(), Progress.State.NOTHING);
            Work work = fill.agenda().next(state, lines);
            long behind = fill.agenda().behind(state, lines);
            report.behind(fill.table().name(), behind);
            if (!(work instanceof Work.Nothing)) {
                if (!held) {
                    return lease.take();
                }
                fill.perform(work, state);
                more |= !(work instanceof Work.Judge judge) || judge.offsets() < behind;
            }
        }
        return more;
    }

    private void failed(ClickHouseFailure failure) {
        if (!failing) {
            LOG.warn("The typed tables wait: {}", failure.getMessage());
        }
        failing = true;
        report.failed();
        // What was sent may be running still; taking the lease anew waits for its end.
        lease.forget();
        pause(settings.pause());
    }

    private void release() {
        try {
            lease.release();
        } catch (ClickHouseFailure e) {
            LOG.debug("The next one waits for the end of the lease: {}", e.getMessage());
        }
    }

    private boolean stopping() {
        return stop.getCount() == 0;
    }

    private void pause(Duration time) {
        try {
            if (stop.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
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
