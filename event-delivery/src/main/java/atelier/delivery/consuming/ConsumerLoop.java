package atelier.delivery.consuming;

import atelier.delivery.Backoff;
import atelier.delivery.kafka.KafkaSettings;
import atelier.delivery.kafka.KafkaTopics;
import atelier.delivery.outbox.Transactions;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One consumer of a group on a thread of its own, until it is closed. Whatever fails is tried again; {@link #status()} tells of it.
 */
public final class ConsumerLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConsumerLoop.class);
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final ConsumerSettings settings;
    private final KafkaSettings kafka;
    private final BatchTransaction transaction;
    private final InboxPurge purge;
    private final ConsumerMetrics metrics;
    private final Thread thread;
    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile ConsumerStatus status;

    public ConsumerLoop(
            ConsumerSettings settings,
            KafkaSettings kafka,
            Transactions transactions,
            EventHandler handler,
            MeterRegistry meters) {
        this.settings = settings;
        this.kafka = kafka;
        Inbox inbox = new Inbox(settings.group(), settings.handlerIdle());
        this.transaction = new BatchTransaction(transactions, inbox, handler);
        this.purge = new InboxPurge(transactions, inbox, settings.keepInbox());
        this.status = new ConsumerStatus(settings.group(), null, null);
        this.metrics = new ConsumerMetrics(meters, settings.group(), this::status);
        this.thread = Thread.ofPlatform()
                .name("consumer-" + settings.group())
                .daemon()
                .unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    public ConsumerStatus status() {
        return status;
    }

    /** Finishes the batch in hand, commits its offsets and leaves the group; what takes longer than ten seconds is interrupted and done again later. */
    @Override
    public void close() {
        stop.countDown();
        try {
            if (!thread.join(GRACE)) {
                LOG.warn("Consumer {} does not end its batch; it is interrupted", settings.group());
                thread.interrupt();
                thread.join(GRACE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean stopping() {
        return stop.getCount() == 0;
    }

    void succeeded() {
        if (status.failing()) {
            LOG.info("Consumer {} goes on", settings.group());
            status = new ConsumerStatus(settings.group(), null, null);
        }
    }

    /** Keeps the first line of what went wrong for readiness; the trace is logged when a new problem begins. */
    void failed(Throwable failure) {
        if (stopping()) {
            return;
        }
        String problem = String.valueOf(failure.getMessage() == null ? failure : failure.getMessage())
                .lines()
                .findFirst()
                .orElse("");
        metrics.failed();
        @Nullable Instant since = status.failingSince();
        if (problem.equals(status.problem())) {
            LOG.warn("Consumer {} still fails: {}", settings.group(), problem);
        } else {
            LOG.error("Consumer {} fails and tries again: {}", settings.group(), problem, failure);
        }
        status = new ConsumerStatus(settings.group(), problem, since == null ? Instant.now() : since);
    }

    private void run() {
        Backoff backoff = new Backoff(settings.firstPause(), settings.longestPause());
        while (!stopping()) {
            try {
                new KafkaTopics(kafka).ensure(settings.topics());
                try (Consuming consuming = new Consuming(this, settings, kafka, transaction, purge, metrics)) {
                    consuming.run();
                }
            } catch (RuntimeException | Error e) {
                failed(e);
                pause(backoff.next());
            }
        }
    }

    /** Waits, but not for what is negative, and not beyond the end of the loop. */
    void pause(Duration duration) {
        try {
            if (stop.await(duration.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            stop.countDown();
        }
    }
}
