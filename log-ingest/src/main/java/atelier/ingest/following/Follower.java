package atelier.ingest.following;

import atelier.logs.clickhouse.Trouble;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.FluxSink;

/**
 * One stream. First it is sent what was read for it alone, then what is read for all; never more than the client has asked
 * for, which is how a slow client is noticed.
 */
final class Follower {

    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);

    private static final long AGAIN_MILLIS = 50;
    private static final long AWAY_MILLIS = 1_000;

    private final Newcomer newcomer;
    private final FluxSink<Sent> sink;
    private final ScheduledExecutorService threads;
    private final FollowReport report;
    private final Portion own;
    private final AtomicInteger draining = new AtomicInteger();
    /** Until it has begun, and while something is read for it alone. */
    private final AtomicBoolean reading = new AtomicBoolean(true);

    private volatile @Nullable Seat seat;
    private volatile boolean gone;
    private volatile boolean beat;
    /** Seen by whoever drains. */
    private @Nullable String last;

    Follower(Newcomer newcomer, FluxSink<Sent> sink, Room room, ScheduledExecutorService threads, FollowReport report) {
        this.newcomer = newcomer;
        this.sink = sink;
        this.own = new Portion(room);
        this.threads = threads;
        this.report = report;
    }

    void begin(List<Sent.Row> rows) {
        own.greet();
        own.add(rows);
        join();
        reading.set(false);
        drain();
    }

    /** Sends what is there, as far as the client wants it. By any thread, one after the other. */
    void drain() {
        if (draining.getAndIncrement() > 0) {
            return;
        }
        int calls = 1;
        while (calls > 0) {
            send();
            calls = draining.addAndGet(-calls);
        }
    }

    private void send() {
        while (!gone && sink.requestedFromDownstream() > 0) {
            Sent sent = next();
            if (sent == null) {
                break;
            }
            beat = false;
            sink.next(sent);
        }
        if (gone) {
            own.drop();
        } else if (own.isEmpty() && seat == null && reading.compareAndSet(false, true)) {
            in(0, this::read);
        }
    }

    private @Nullable Sent next() {
        Sent sent = own.next();
        Seat sitting = seat;
        if (sent == null && sitting != null) {
            sent = newcomer.audience().take(sitting, last);
        }
        if (sent instanceof Sent.Row row) {
            last = row.cursor();
            report.sent();
        } else if (sent instanceof Sent.Missed missed) {
            report.missed(missed.rows());
        }
        return sent == null && beat ? new Sent.Heartbeat() : sent;
    }

    private void read() {
        long pause = AGAIN_MILLIS;
        try {
            if (!own.isTooMuch()) {
                List<Sent.Row> rows = newcomer.read();
                own.add(rows);
                pause = join() || !rows.isEmpty() ? 0 : AGAIN_MILLIS;
            }
        } catch (Trouble e) {
            LOG.debug("A follower waits: {}", e.line());
            pause = AWAY_MILLIS;
        } catch (RuntimeException e) {
            LOG.error("A follower's stream ends", e);
            end();
        }
        in(pause, () -> {
            reading.set(false);
            drain();
        });
    }

    private void in(long millis, Runnable step) {
        if (!threads.isShutdown()) {
            Future<?> ignored = threads.schedule(step, millis, TimeUnit.MILLISECONDS);
        }
    }

    private boolean join() {
        Seat got = newcomer.join(this);
        seat = got;
        if (got != null && gone) {
            newcomer.audience().leave(this, got);
        }
        return got != null;
    }

    /** Lets the client and all between know that the stream lives, if nothing else does. */
    void beat() {
        beat = true;
        drain();
    }

    /** The client has left, or the stream has ended. */
    void gone() {
        gone = true;
        Seat got = seat;
        if (got != null) {
            newcomer.audience().leave(this, got);
        }
        drain();
    }

    void end() {
        sink.complete();
    }
}
