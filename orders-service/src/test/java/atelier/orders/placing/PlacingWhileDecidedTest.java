package atelier.orders.placing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import atelier.delivery.outbox.Cause;
import atelier.events.DesignEvent;
import atelier.events.Topics;
import atelier.events.TypeId;
import atelier.orders.order.Article;
import atelier.orders.order.DesignId;
import atelier.orders.order.DesignStatus;
import atelier.orders.order.Money;
import atelier.orders.order.Order;
import atelier.orders.order.OrderId;
import atelier.orders.order.OrderLine;
import atelier.orders.order.OrderLines;
import atelier.orders.order.Placement;
import atelier.orders.order.Wish;
import atelier.orders.store.KnownDesigns;
import atelier.orders.store.Orders;
import atelier.testing.HttpCalls.Answer;
import atelier.testing.OutboxRows;
import atelier.testing.RunningService;
import atelier.testing.Speaker;
import com.fasterxml.jackson.databind.JsonNode;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** An order and the decision about its design at the same moment: it must never be left on hold. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlacingWhileDecidedTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @SuppressWarnings("NullAway.Init")
    private RunningService service;

    @SuppressWarnings("NullAway.Init")
    private Speaker speaker;

    @BeforeAll
    void start() {
        service = RunningService.start();
        speaker = service.speaker();
    }

    @AfterAll
    void stop() {
        speaker.close();
        service.close();
    }

    @Test
    void anOrderWaitsForADecisionThatIsJustBeingApplied() throws InterruptedException {
        DesignId design = design();
        CountDownLatch applied = new CountDownLatch(1);
        CountDownLatch mayCommit = new CountDownLatch(1);
        CompletableFuture<Boolean> deciding = async(() -> service.transactions().inTransaction(tx -> {
            boolean done = service.bean(KnownDesigns.class).apply(tx.connection(), design, DesignStatus.APPROVED, 2);
            applied.countDown();
            waitFor(mayCommit);
            return done;
        }));
        applied.await();

        CompletableFuture<Answer> answer = async(() -> post(design));
        awaitSomebodyBlocked();
        mayCommit.countDown();

        assertThat(deciding.join()).isTrue();
        assertThat(answer.join().body().get("on_hold").asBoolean()).isFalse();
    }

    @Test
    void aDecisionWaitsForAnOrderThatIsJustBeingPlacedAndFindsIt() throws InterruptedException {
        DesignId design = design();
        CountDownLatch placed = new CountDownLatch(1);
        CountDownLatch mayCommit = new CountDownLatch(1);
        CompletableFuture<Order> placing = async(() -> service.transactions().inTransaction(tx -> {
            var wish = wish(design);
            var known = service.bean(KnownDesigns.class)
                    .hold(tx.connection(), wish.lines().designs());
            Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
            var outcome = (Placement.Placed) Order.place(OrderId.next(), wish, known, now);
            service.bean(Orders.class).add(tx.connection(), outcome.order(), outcome.waitsFor());
            tx.append(outcome.order().firstEvents().getFirst(), 1, Cause.NONE);
            placed.countDown();
            waitFor(mayCommit);
            return outcome.order();
        }));
        placed.await();

        approve(design);
        awaitSomebodyBlocked();
        mayCommit.countDown();

        Order order = placing.join();
        assertThat(order.onHold()).isTrue();
        await().atMost(PATIENCE).until(() -> !onHold(order.id().text()));
    }

    @Test
    void noOrderStaysOnHoldWhileOrdersAndDecisionsCrowd() {
        List<DesignId> designs = new ArrayList<>();
        List<String> orders = Collections.synchronizedList(new ArrayList<>());
        for (int i = 0; i < 10; i++) {
            designs.add(design());
        }
        try (var threads = Executors.newFixedThreadPool(16)) {
            for (int i = 0; i < 200; i++) {
                DesignId first = designs.get(i % 10);
                DesignId second = designs.get((i * 7 + 3) % 10);
                threads.execute(() -> {
                    Answer answer = first.equals(second) ? post(first) : post(first, second);
                    if (answer.status() == 201) {
                        orders.add(answer.body().get("id").asText());
                    }
                });
            }
            designs.forEach(this::approve);
        }

        assertThat(orders).hasSize(200);
        await().atMost(PATIENCE).until(() -> orders.stream().noneMatch(this::onHold));
        Map<String, List<String>> said = service.outbox().all().stream()
                .filter(row -> row.type().startsWith("order."))
                .collect(Collectors.groupingBy(
                        OutboxRows.Row::aggregateId,
                        Collectors.mapping(row -> row.type() + " " + row.sequence(), Collectors.toList())));
        assertThat(orders).allSatisfy(order -> assertThat(said.get(order))
                .isIn(List.of("order.created 1"), List.of("order.created 1", "order.on_hold 2", "order.released 3")));
    }

    private void approve(DesignId design) {
        var approved =
                new DesignEvent.StatusChanged(design.text(), "u", "Fox", "pending", "approved", null, Instant.now());
        speaker.say(service.topic(Topics.DESIGNS), approved, 2);
    }

    private Answer post(DesignId... designs) {
        var items = new ArrayList<String>();
        for (DesignId design : designs) {
            items.add("{\"design_id\":\"" + design + "\",\"quantity\":1,\"unit_price\":1}");
        }
        return service.http().post("/api/orders", "{\"user_id\":\"u\",\"items\":[" + String.join(",", items) + "]}");
    }

    private boolean onHold(String order) {
        JsonNode body = service.http().get("/api/orders/" + order).body();
        return body.get("on_hold").asBoolean();
    }

    private void awaitSomebodyBlocked() {
        await().atMost(PATIENCE).until(() -> service.transactions().inTransaction(tx -> {
            try (PreparedStatement select = tx.connection()
                            .prepareStatement(
                                    "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'");
                    ResultSet row = select.executeQuery()) {
                return row.next() && row.getInt(1) > 0;
            }
        }));
    }

    /** Not in the common pool: that has one thread on a small machine, and these wait for each other. */
    private static <T> CompletableFuture<T> async(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, task -> Thread.ofVirtual().start(task));
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static Wish wish(DesignId design) {
        var line = new OrderLine(new Article.OfDesign(design), 1, 1);
        return new Wish("u", new OrderLines(List.of(line)), new Money(1, Currency.getInstance("USD")));
    }

    private static DesignId design() {
        return DesignId.parse(TypeId.next("design").toString()).orElseThrow();
    }
}
