package atelier.delivery.relay;

import static org.awaitility.Awaitility.await;

import atelier.delivery.kafka.KafkaSettings;
import atelier.delivery.kafka.KafkaTopics;
import atelier.delivery.kafka.TopicNames;
import atelier.delivery.kafka.TopicPlan;
import atelier.delivery.outbox.Outbox;
import atelier.delivery.outbox.Transactions;
import atelier.delivery.testing.Oracle;
import atelier.delivery.testing.TestDatabase;
import atelier.delivery.testing.Watch;
import atelier.delivery.testing.Writers;
import atelier.devstack.kafka.KafkaServer;
import atelier.devstack.postgres.PostgresServer;
import atelier.devstack.process.ChildJvm;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.awaitility.core.ConditionTimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A database, its topic, an oracle for both, and relays: in processes of their own or in this one. */
final class RelayFixture implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RelayFixture.class);
    private static final AtomicInteger MARKERS = new AtomicInteger();

    final TestDatabase database;
    final Oracle oracle;
    final RelaySignal signal = new RelaySignal();
    final Transactions transactions;
    private final String topic;
    private final String brokers;
    private final Path folder;
    private final List<ChildJvm> children = new ArrayList<>();

    RelayFixture(PostgresServer postgres, KafkaServer kafka, Path folder) {
        this.database = TestDatabase.on(postgres);
        this.topic = "orders-" + database.name();
        this.brokers = kafka.bootstrapServers();
        this.folder = folder;
        this.oracle = new Oracle(brokers, topic);
        this.transactions =
                new Transactions(database.dataSource(), new Outbox(new TopicNames(Map.of("orders", topic))), signal);
        new KafkaTopics(KafkaSettings.of(brokers)).ensure(List.of(TopicPlan.of(topic)));
    }

    /** A relay in a process of its own. */
    ChildJvm child(Variant variant, int maxRows) {
        Path log = folder.resolve("relay-" + children.size() + ".log");
        ChildJvm child = ChildJvm.of(RelayProcess.class, log)
                .heap("128m")
                .jvmArguments("-XX:TieredStopAtLevel=1")
                .arguments(database.url(), brokers, maxRows, variant, paused())
                .start();
        children.add(child);
        return child;
    }

    /** Made by variants that pause when they do. */
    Path paused() {
        return folder.resolve("paused");
    }

    Relay relay(Variant variant) {
        return new Relay(
                RelaySettings.of("test", TopicPlan::of, Duration.ofDays(7)),
                database.direct(),
                KafkaSettings.of(brokers),
                signal,
                new SimpleMeterRegistry(),
                variant.parts(paused()));
    }

    /** How often a child has told in its log that it became this. */
    static long became(ChildJvm child, RelayRole role) {
        return told(child, line -> line.endsWith("The relay is " + role));
    }

    static long lostSessions(ChildJvm child) {
        return told(child, line -> line.contains("The relay's session is gone"));
    }

    private static long told(ChildJvm child, Predicate<String> what) {
        try {
            return Files.exists(child.log())
                    ? Files.readAllLines(child.log()).stream().filter(what).count()
                    : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void awaitRole(ChildJvm child, RelayRole role) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> became(child, role) > 0);
    }

    void append(String aggregate) {
        transactions.<Boolean>inTransaction(tx -> {
            Writers.append(tx, aggregate);
            return true;
        });
    }

    /** Appends an event now and waits until it is out; the time since {@code began}. */
    Duration untilPublishing(long began) {
        String marker = "marker_" + MARKERS.incrementAndGet();
        try (Watch watch = new Watch(brokers, topic)) {
            append(marker);
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> watch.hasSeen(marker));
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /** Waits until all that has been committed is out; what has not come by then is lost, and for the oracle to report. */
    void awaitAll() {
        try {
            await().atMost(Duration.ofSeconds(60)).until(() -> oracle.hasAllOf(database));
        } catch (ConditionTimeoutException e) {
            LOG.warn("Not all events are out", e);
        }
    }

    @Override
    public void close() {
        children.forEach(child -> {
            if (child.running()) {
                child.kill();
            }
        });
        database.close();
    }
}
