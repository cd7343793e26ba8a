package atelier.delivery.consuming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import atelier.delivery.outbox.Tx;
import atelier.delivery.testing.Effects;
import atelier.delivery.testing.Findings;
import atelier.events.Received;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConsumerLoopTest {
    private static final List<String> AGGREGATES = List.of("a", "b", "c", "d", "e");

    private ConsumerFixture fixture;

    @BeforeEach
    void open() {
        fixture = new ConsumerFixture();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void takesInEveryEventOnceAndInOrder() {
        say(200);
        fixture.start(Effects.handler());
        soon().until(() -> fixture.effects.count() >= 1000);
        assertThat(fixture.effects.compareWith(Effects.each(AGGREGATES, 200))).isEqualTo(new Findings(1000, 0, 0, 0));
    }

    @Test
    void takesInAnEventOnceThoughItIsDeliveredInSeveralRecords() {
        String id = fixture.said.next("a");
        fixture.said.send(id, "a", 1);
        fixture.said.flush();
        fixture.start(Effects.handler());
        soon().until(() -> fixture.effects.count() == 1);
        fixture.said.send(id, "a", 1);
        String last = fixture.said.next("a");
        fixture.said.flush();
        soon().until(() -> fixture.effects.eventIds().contains(last));
        assertThat(fixture.effects.eventIds()).containsExactly(id, last);
    }

    @Test
    void repeatsTheBatchUntilItSucceedsAndTellsWhichRecordFails() {
        say(20);
        AtomicBoolean well = new AtomicBoolean();
        AtomicInteger tries = new AtomicInteger();
        ConsumerLoop loop = fixture.start((tx, record) -> {
            if ("c".equals(record.key()) && !well.get()) {
                tries.incrementAndGet();
                throw new IllegalStateException("the shelf is full");
            }
            Effects.add(tx, record);
        });
        soon().until(() -> tries.get() > 3);
        assertThat(loop.status().problem())
                .startsWith(fixture.topic + '/')
                .contains("order.released", "the shelf is full");
        assertThat(loop.status().failingSince()).isNotNull();
        well.set(true);
        soon().until(() -> fixture.effects.count() >= 100);
        soon().until(() -> !loop.status().failing());
        assertThat(fixture.effects.compareWith(Effects.each(AGGREGATES, 20))).isEqualTo(new Findings(100, 0, 0, 0));
    }

    @Test
    void hasTheRecordsOfABatchInHandTogetherFirstEachEventOnce() {
        List<String> said = List.of(fixture.said.next("a"), fixture.said.next("a"));
        fixture.said.send(said.getFirst(), "a", 1);
        fixture.said.flush();
        AtomicBoolean well = new AtomicBoolean();
        Queue<List<String>> together = new ConcurrentLinkedQueue<>();
        ConsumerLoop loop = fixture.start(new EventHandler() {
            @Override
            public void prepare(Tx tx, List<ReceivedRecord> records) throws SQLException {
                if (!well.get()) {
                    throw new SQLException("the shelf is full");
                }
                together.add(records.stream().map(ReceivedRecord::eventId).toList());
            }

            @Override
            public void handle(Tx tx, ReceivedRecord record) throws SQLException {
                Effects.add(tx, record);
            }
        });
        soon().until(() -> loop.status().failing());
        assertThat(loop.status().problem())
                .startsWith("one of 2 records, the first of them " + fixture.topic + '/')
                .contains("order.released", "the shelf is full");
        assertThat(fixture.effects.count()).isZero();
        well.set(true);
        soon().until(() -> fixture.effects.count() == 2);
        assertThat(together).containsExactly(said);
        assertThat(fixture.effects.eventIds()).isEqualTo(said);
    }

    @Test
    void staysAMemberWhileABatchFailsForLongerThanASession() {
        say(1);
        AtomicBoolean well = new AtomicBoolean();
        CountDownLatch failing = new CountDownLatch(1);
        fixture.start((tx, record) -> {
            failing.countDown();
            if (!well.get()) {
                throw new IllegalStateException("not yet");
            }
            Effects.add(tx, record);
        });
        soon().until(() -> failing.getCount() == 0);
        Queue<String> toOther = new ConcurrentLinkedQueue<>();
        long began = System.nanoTime();
        // A second member gets some of the partitions, and goes on while the first fails.
        fixture.start((tx, record) -> {
            toOther.add(String.valueOf(record.key()));
            Effects.add(tx, record);
        });
        soon().until(() -> System.nanoTime() - began > Duration.ofSeconds(8).toNanos());
        well.set(true);
        soon().until(() -> fixture.effects.count() >= AGGREGATES.size());
        assertThat(fixture.effects.compareWith(Effects.each(AGGREGATES, 1)))
                .isEqualTo(new Findings(AGGREGATES.size(), 0, 0, 0));
        assertThat(toOther).as("the failing member kept its share").hasSizeLessThan(AGGREGATES.size());
    }

    @Test
    void handsOnWhatItCannotReadAsUnknown() {
        Queue<String> reasons = new ConcurrentLinkedQueue<>();
        fixture.said.raw("k", Map.of(), "no json".getBytes(StandardCharsets.UTF_8));
        fixture.said.raw("k", Map.of("ce_id", "7", "ce_type", "order.released"), "{}".getBytes(StandardCharsets.UTF_8));
        fixture.said.raw("k", Map.of("ce_id", "x".repeat(5000), "ce_type", "else"), null);
        fixture.said.raw("k", Map.of("ce_id", "nul\0", "ce_type", "else"), new byte[] {-1, 0});
        fixture.said.flush();
        fixture.start((tx, record) -> {
            if (record.received() instanceof Received.Unknown unknown) {
                reasons.add(unknown.reason());
            }
            Effects.add(tx, record);
        });
        soon().until(() -> fixture.effects.count() == 4);
        assertThat(reasons).hasSize(4);
        assertThat(fixture.effects.eventIds().get(0)).startsWith(fixture.topic + '/');
        assertThat(fixture.effects.eventIds().get(1)).isEqualTo(fixture.topic + "||7");
    }

    @Test
    void goesOnWhereItEndedWhenClosedInABatch() {
        say(20);
        CountDownLatch inBatch = new CountDownLatch(1);
        ConsumerLoop first = fixture.start((tx, record) -> {
            inBatch.countDown();
            Effects.add(tx, record);
        });
        soon().until(() -> inBatch.getCount() == 0);
        first.close();
        long taken = fixture.effects.count();
        assertThat(taken).isPositive();
        // Without the inbox only the offsets tell.
        fixture.database.execute("truncate inbox");
        fixture.start(Effects.handler());
        soon().until(() -> fixture.effects.count() >= 100);
        assertThat(fixture.effects.compareWith(Effects.each(AGGREGATES, 20))).isEqualTo(new Findings(100, 0, 0, 0));
    }

    @Test
    void forgetsOldEntriesOfItsInboxOnly() throws Exception {
        fixture.database.execute(
                "insert into inbox select 'g', 'old' || i, now() - interval '15 days' from generate_series(1, 20) i");
        fixture.database.execute("insert into inbox select 'h', 'old', now() - interval '15 days'");
        fixture.database.execute("insert into inbox select 'g', 'new', now() - interval '13 days'");
        Inbox inbox = new Inbox("g", Duration.ofSeconds(1));
        try (var connection = fixture.database.connect()) {
            assertThat(inbox.purge(connection, Duration.ofDays(14), 15)).isEqualTo(15);
            assertThat(inbox.purge(connection, Duration.ofDays(14), 15)).isEqualTo(5);
            assertThat(inbox.purge(connection, Duration.ofDays(14), 15)).isZero();
        }
        assertThat(fixture.database.query("select event_id from inbox")).containsExactlyInAnyOrder("old", "new");
    }

    private void say(int eventsEach) {
        for (int i = 0; i < eventsEach; i++) {
            AGGREGATES.forEach(fixture.said::next);
        }
        fixture.said.flush();
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(50));
    }
}
