package atelier.delivery.relay;

import atelier.delivery.Backoff;
import atelier.delivery.kafka.KafkaSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the outbox of one database, or stands by while another relay does; on threads of its own, until it is closed.
 *
 * <p>Whatever fails ends the turn. The next turn fences the producer of this one and reads the cursor from Kafka again, and so knows what was published.
 */
public final class Relay implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
    private static final Duration UPKEEP_EVERY = Duration.ofSeconds(5);
    private static final Duration GRACE = Duration.ofSeconds(4);
    private static final Duration ON_REFUSAL = Duration.ofSeconds(10);

    private final RelaySignal signal;
    private final RelayTurn turn;
    private final Upkeep upkeep;
    private final RelayMetrics metrics;
    private final List<Thread> threads;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Backoff backoff = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(2));
    private volatile RelayRole role = RelayRole.STARTING;
    private volatile @Nullable String problem;

    public Relay(
            RelaySettings settings,
            ConnectionSource database,
            KafkaSettings kafka,
            RelaySignal signal,
            MeterRegistry meters) {
        this(settings, database, kafka, signal, meters, new RelayParts());
    }

    Relay(
            RelaySettings settings,
            ConnectionSource database,
            KafkaSettings kafka,
            RelaySignal signal,
            MeterRegistry meters,
            RelayParts parts) {
        this.signal = signal;
        this.upkeep = new Upkeep(database, settings.keepOutbox());
        this.metrics = new RelayMetrics(meters, this::status);
        this.turn = new RelayTurn(settings, database, kafka, signal, metrics, parts, this::became, this::stopping);
        this.threads = List.of(
                Thread.ofPlatform().name("relay").daemon().unstarted(this::publish),
                Thread.ofPlatform().name("relay-upkeep").daemon().unstarted(this::lookAfter));
    }

    public void start() {
        threads.forEach(Thread::start);
    }

    /** Instead of {@link #start()}: looks after the outbox, but leaves it to another process to publish, for as long as this one runs. */
    public void standBy() {
        role = RelayRole.STANDBY;
        threads.getLast().start();
    }

    public RelayStatus status() {
        // On standby another process knows what is published, this one does not.
        Backlog backlog = role == RelayRole.STANDBY ? Backlog.NONE : upkeep.backlog();
        return new RelayStatus(role, problem, backlog.events(), backlog.age(), upkeep.daysReady());
    }

    /** The last cursor that is in Kafka, null if this relay does not publish: then another one may have come further. */
    @Nullable
    Cursor stored() {
        return role == RelayRole.ACTIVE ? turn.stored() : null;
    }

    /** Ends the Kafka transaction in hand and gives the lease back; interrupts what takes longer, which loses nothing either. */
    @Override
    public void close() {
        stop.countDown();
        signal.run();
        try {
            for (Thread thread : threads) {
                if (thread.isAlive() && !thread.join(GRACE)) {
                    thread.interrupt();
                    thread.join(GRACE);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        role = RelayRole.STOPPED;
    }

    private boolean stopping() {
        return stop.getCount() == 0;
    }

    private void became(RelayRole next) {
        if (role != next) {
            LOG.info("The relay is {}", next);
        }
        role = next;
        problem = null;
        if (next == RelayRole.ACTIVE) {
            backoff.reset();
        }
    }

    private void publish() {
        while (!stopping()) {
            try {
                turn.run();
            } catch (ProducerFencedException | InvalidProducerEpochException e) {
                LOG.info("Another relay has taken over: {}", e.getMessage());
                became(RelayRole.STANDBY);
                sleep(Lease.PING);
            } catch (RelayRefused e) {
                failed(RelayRole.REFUSED, e);
                sleep(ON_REFUSAL);
            } catch (SQLException | RuntimeException | Error e) {
                failed(RelayRole.STARTING, e);
                sleep(backoff.next());
            }
        }
    }

    /** The trace is logged once per problem, not with each try. */
    private void failed(RelayRole next, Throwable failure) {
        if (stopping()) {
            return;
        }
        Throwable told = failure.getCause() == null ? failure : failure.getCause();
        String line = String.valueOf(told.getMessage() == null ? told : told.getMessage())
                .lines()
                .findFirst()
                .orElse("");
        if (!line.equals(problem)) {
            LOG.error("The relay does not publish: {}", line, next == RelayRole.REFUSED ? null : failure);
        }
        role = next;
        problem = line;
    }

    private void lookAfter() {
        do {
            try {
                boolean active = role == RelayRole.ACTIVE;
                boolean nothingWaits = (active && metrics.caughtUpWithin(UPKEEP_EVERY)) || role == RelayRole.STANDBY;
                upkeep.run(turn.stored(), active, nothingWaits);
            } catch (RuntimeException | Error e) {
                LOG.error("The outbox is not looked after for now", e);
            }
        } while (!sleep(UPKEEP_EVERY));
    }

    /** True if the relay is to stop. */
    private boolean sleep(Duration time) {
        try {
            return stop.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            stop.countDown();
            return true;
        }
    }
}
