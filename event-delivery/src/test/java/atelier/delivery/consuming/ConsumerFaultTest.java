package atelier.delivery.consuming;

import static org.awaitility.Awaitility.await;

import atelier.delivery.testing.Effects;
import atelier.devstack.process.ChildJvm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionFactory;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

@Tag("faults")
class ConsumerFaultTest {
    private static final Logger LOG = LoggerFactory.getLogger(ConsumerFaultTest.class);
    private static final long SEED = Long.getLong("faults.seed", 20_261_120L);

    /** A killed member is replaced after six seconds, so a round takes longer than one of the relay. */
    private static final int ROUNDS = Math.max(2, Integer.getInteger("faults.rounds", 20) / 4);

    private static final List<String> AGGREGATES =
            IntStream.range(0, 30).mapToObj(i -> "order_" + i).toList();
    private static final int EVENTS_EACH = 1_500;

    private final List<ChildJvm> children = new ArrayList<>();
    private ConsumerFixture fixture;
    private Path folder;

    @BeforeEach
    void open(@TempDir Path temporary) {
        folder = temporary;
        fixture = new ConsumerFixture();
    }

    @AfterEach
    void close() {
        children.stream().filter(ChildJvm::running).forEach(ChildJvm::kill);
        fixture.close();
    }

    @Test
    void takesInEveryEventOnceThoughKilledAtRandomPoints() {
        Random random = new Random(SEED);
        say();
        for (int round = 0; round < ROUNDS; round++) {
            ChildJvm consumer = child();
            awaitProgress();
            consumer.awaitExit(Duration.ofMillis(random.nextInt(400)));
            consumer.kill();
        }
        long began = System.nanoTime();
        child();
        awaitProgress();
        report("consumer killed, " + ROUNDS + " rounds", Duration.ofNanos(System.nanoTime() - began));
    }

    @Test
    void takesInEveryEventOnceThoughAStoppedMemberWakesAfterItWasReplaced() {
        ChildJvm stopped = child();
        say();
        awaitProgress();
        long began = System.nanoTime();
        stopped.suspend();
        child();
        awaitProgress();
        Duration recovery = Duration.ofNanos(System.nanoTime() - began);
        stopped.resume();
        report("consumer stopped, woken after it was replaced", recovery);
    }

    private void say() {
        for (int i = 0; i < EVENTS_EACH; i++) {
            AGGREGATES.forEach(fixture.said::next);
        }
        fixture.said.flush();
    }

    private ChildJvm child() {
        ChildJvm child = ChildJvm.of(ConsumerProcess.class, folder.resolve("consumer-" + children.size() + ".log"))
                .heap("128m")
                .jvmArguments("-XX:TieredStopAtLevel=1")
                .arguments(fixture.database.url(), fixture.brokers, fixture.topic, fixture.group())
                .start();
        children.add(child);
        return child;
    }

    private void awaitProgress() {
        long soFar = fixture.effects.count();
        soon().until(() -> fixture.effects.count() > soFar);
    }

    private void report(String fault, Duration recovery) {
        awaitAll();
        fixture.effects.compareWith(Effects.each(AGGREGATES, EVENTS_EACH)).reportAs(fault, recovery);
    }

    /** What has not come by then is lost, and reported as that. */
    private void awaitAll() {
        try {
            soon().until(() -> fixture.effects.count() >= (long) AGGREGATES.size() * EVENTS_EACH);
        } catch (ConditionTimeoutException e) {
            LOG.warn("Not all events have taken effect", e);
        }
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(10));
    }
}
