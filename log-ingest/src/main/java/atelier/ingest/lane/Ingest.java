package atelier.ingest.lane;

import atelier.ingest.clickhouse.ClickHouse;
import atelier.ingest.clickhouse.ClickHouseFailure;
import atelier.ingest.schema.Migrations;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps one lane running from start to stop, on a thread of its own, whatever happens to Kafka and ClickHouse. */
public final class Ingest implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Ingest.class);

    private static final Duration RETRY = Duration.ofSeconds(1);

    /** A topic made anew: by then all brokers agree on its id, and the old one's offsets are gone. */
    private static final Duration AFTER_REMADE = Duration.ofSeconds(2);

    /** How long an insert in flight may take to end when we are asked to. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final ClickHouse clickHouse;
    private final Lanes lanes;
    private final Runnable onDeath;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "ingest-lane");

    private volatile long stoppedAt;

    /**
     * @param onRows called when rows can be queried, on the thread that inserts; it must not block
     * @param onDeath called when ingest has ended though nobody asked it to
     */
    public Ingest(LaneSettings settings, ClickHouse clickHouse, LaneReport report, Runnable onRows, Runnable onDeath) {
        this.onDeath = onDeath;
        this.clickHouse = clickHouse;
        this.lanes = new Lanes(settings, clickHouse, report, onRows, this::graceIsOver);
    }

    public void start() {
        thread.start();
    }

    private void run() {
        try {
            migrate();
            while (!stopping()) {
                runOneLane();
            }
        } catch (Migrations.SchemaMismatch e) {
            LOG.error("Cannot go on: {}", e.getMessage());
            onDeath.run();
        } catch (RuntimeException | Error e) {
            LOG.error("Cannot go on", e);
            onDeath.run();
        }
    }

    private void migrate() {
        while (!stopping()) {
            try {
                new Migrations().apply(clickHouse);
                return;
            } catch (ClickHouseFailure e) {
                LOG.warn("Waiting for ClickHouse: {}", e.getMessage());
                pause(RETRY);
            }
        }
    }

    private void runOneLane() {
        try (TopicIds topicIds = lanes.topicIds();
                Lane lane = lanes.open(topicIds)) {
            lane.run(this::stopping);
        } catch (TopicRemade e) {
            LOG.warn("Reading anew: {}", e.getMessage());
            pause(AFTER_REMADE);
        } catch (KafkaException e) {
            LOG.error("The lane ended and is opened again: {}", e.toString());
            pause(RETRY);
        } catch (RuntimeException e) {
            LOG.error("The lane ended and is opened again", e);
            pause(RETRY);
        }
    }

    private boolean stopping() {
        return stop.getCount() == 0;
    }

    private boolean graceIsOver() {
        return stopping() && System.nanoTime() - stoppedAt > GRACE.toNanos();
    }

    private void pause(Duration time) {
        try {
            if (stop.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("Woken to stop");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets the insert in flight end, leaves the group, and returns within seconds even when a server is away. */
    @Override
    public void close() {
        stoppedAt = System.nanoTime();
        stop.countDown();
        try {
            thread.join(Duration.ofSeconds(15));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
