package atelier.designs.hearing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import atelier.delivery.consuming.ReceivedRecord;
import atelier.delivery.outbox.TransactionFailed;
import atelier.delivery.outbox.Tx;
import atelier.events.OrderEvent;
import atelier.events.Received;
import atelier.events.Topics;
import atelier.events.TypeId;
import atelier.events.Uuid7;
import atelier.testing.RunningService;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two instances take in batches that name the same designs in opposite order. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CountingTogetherTest {
    private static final int DESIGNS = 100;
    private static final int ROUNDS = 30;

    private final CyclicBarrier both = new CyclicBarrier(2);

    @SuppressWarnings("NullAway.Init")
    private RunningService service;

    @SuppressWarnings("NullAway.Init")
    private EventsHeard heard;

    @BeforeAll
    void start() {
        service = RunningService.start();
        heard = service.bean(EventsHeard.class);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void countsThemAllWithoutADeadlock() throws Exception {
        List<String> designs = designs(DESIGNS);

        together(designs, batch -> {
            for (int round = 0; round < ROUNDS; round++) {
                await();
                service.transactions().inTransaction(tx -> takeIn(tx, batch));
            }
        });

        assertThat(designs).allMatch(design -> timesOrdered(design) == 2 * ROUNDS);
    }

    @Test
    void wouldDeadlockIfTheyWereCountedOneByOne() {
        assertThatThrownBy(() ->
                        together(designs(2), batch -> service.transactions().inTransaction(tx -> {
                            takeIn(tx, batch.subList(0, 1));
                            await();
                            return takeIn(tx, batch.subList(1, 2));
                        })))
                .isInstanceOfSatisfying(TransactionFailed.class, failed -> assertThat(failed.sqlState())
                        .isEqualTo("40P01"));
    }

    @FunctionalInterface
    private interface Instance {
        void run(List<ReceivedRecord> batch);
    }

    /** One instance gets orders of the designs as they come, the other one the other way round. */
    private void together(List<String> designs, Instance instance) throws InterruptedException {
        try (var threads = Executors.newFixedThreadPool(2)) {
            List<? extends Future<?>> running = List.of(designs, designs.reversed()).stream()
                    .map(named ->
                            named.stream().map(CountingTogetherTest::order).toList())
                    .map(batch -> threads.submit(() -> instance.run(batch)))
                    .toList();
            for (Future<?> one : running) {
                one.get();
            }
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(failed);
        }
    }

    private int takeIn(Tx tx, List<ReceivedRecord> batch) throws SQLException {
        heard.prepare(tx, batch);
        for (ReceivedRecord record : batch) {
            heard.handle(tx, record);
        }
        return batch.size();
    }

    private void await() {
        try {
            both.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> designs(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> service.http()
                        .post("/api/designs", "{\"title\":\"x\",\"user_id\":\"u\"}")
                        .body()
                        .get("id")
                        .asText())
                .toList();
    }

    private long timesOrdered(String design) {
        return service.http()
                .get("/api/designs/" + design)
                .body()
                .get("times_ordered")
                .asLong();
    }

    private static ReceivedRecord order(String design) {
        String id = TypeId.next("order").toString();
        var event = new OrderEvent.Created(
                id, "u", 300, "USD", List.of(new OrderEvent.Item(design, null, 3, 100)), Instant.now());
        return new ReceivedRecord(
                Topics.ORDERS, 0, 0, Instant.now(), id, Uuid7.next().toString(), new Received.Known(null, event));
    }
}
