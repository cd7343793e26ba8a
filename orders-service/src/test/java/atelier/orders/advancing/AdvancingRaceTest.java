package atelier.orders.advancing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import atelier.events.DesignEvent;
import atelier.events.Topics;
import atelier.events.TypeId;
import atelier.orders.Shop;
import atelier.testing.HttpCalls.Answer;
import atelier.testing.RunningService;
import atelier.testing.Speaker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.TestInstance;

/** Many want a step of one order at once: what is answered, kept and said agrees. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdvancingRaceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @SuppressWarnings("NullAway.Init")
    private RunningService service;

    @SuppressWarnings("NullAway.Init")
    private Shop shop;

    @BeforeAll
    void start() {
        service = RunningService.start();
        shop = new Shop(service.http());
    }

    @AfterAll
    void stop() {
        service.close();
    }

    private static final int THREADS = 20;
    private static final List<String> STEPS = List.of("processed", "cancelled", "shipped");

    @RepeatedTest(5)
    void everyStepIsTakenByOne() {
        String order = shop.order();

        List<Answer> answers = race(i -> shop.step(order, STEPS.get(i % STEPS.size())));

        assertThat(answers).extracting(Answer::status).isSubsetOf(200, 409);
        agree(order, taken(answers));
        assertThat(shop.view(order).get("status").asText()).isIn("cancelled", "shipped");
    }

    @RepeatedTest(5)
    void oneVersionIsChangedOnce() {
        String order = shop.order();

        List<Answer> answers = race(i -> shop.step(order, i % 2 == 0 ? "processed" : "cancelled", "\"1\""));

        assertThat(answers).extracting(Answer::status).isSubsetOf(200, 412);
        assertThat(taken(answers)).hasSize(1);
        agree(order, taken(answers));
    }

    @RepeatedTest(5)
    void anOrderOnHoldThatIsReleasedAndCancelledAtOnceEndsCancelled() {
        String fox = TypeId.next("design").toString();
        List<String> orders =
                IntStream.range(0, THREADS).mapToObj(i -> shop.order(fox)).toList();
        try (Speaker speaker = service.speaker()) {
            var approved = new DesignEvent.StatusChanged(fox, "u", "Fox", "pending", "approved", null, Instant.now());
            speaker.say(service.topic(Topics.DESIGNS), approved, 2);
            // The first of them come before the event is taken in, the last ones after it.
            List<Answer> answers = race(i -> {
                await().atMost(PATIENCE)
                        .until(() -> i < 3 * THREADS / 4
                                || !shop.view(orders.getLast()).get("on_hold").asBoolean()
                                || i == THREADS - 1);
                return shop.step(orders.get(i), "cancelled");
            });
            assertThat(answers).extracting(Answer::status).containsOnly(200);
        }

        String after = shop.order(fox);
        await().atMost(PATIENCE).until(() -> !shop.view(after).get("on_hold").asBoolean());
        for (String order : orders) {
            List<String> types = service.outbox().typesOf(order);
            assertThat(types)
                    .isIn(
                            List.of("order.created 1", "order.on_hold 2", "order.cancelled 3"),
                            List.of("order.created 1", "order.on_hold 2", "order.released 3", "order.cancelled 4"));
            assertThat(steps(order)).isEqualTo(types);
            assertThat(shop.view(order).get("status").asText()).isEqualTo("cancelled");
        }
    }

    /** The history in the words of the outbox. */
    private List<String> steps(String order) {
        return shop.history(order).stream()
                .map(line -> line.replaceAll("(\\d+) \\S+ (.*)", "$2 $1"))
                .toList();
    }

    private static List<Answer> race(IntFunction<Answer> work) {
        CyclicBarrier start = new CyclicBarrier(THREADS);
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            return IntStream.range(0, THREADS)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> {
                                meet(start);
                                return work.apply(i);
                            },
                            threads))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
        }
    }

    private static void meet(CyclicBarrier start) {
        try {
            start.await();
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** The steps that were answered 200, in the order in which they were taken. */
    private static List<String> taken(List<Answer> answers) {
        return answers.stream()
                .filter(answer -> answer.status() == 200)
                .sorted(Comparator.comparing(answer -> answer.header("ETag")))
                .map(answer -> answer.body().get("status").asText())
                .toList();
    }

    private void agree(String order, List<String> taken) {
        List<String> types = new ArrayList<>(List.of("order.created 1"));
        taken.forEach(step -> types.add("order." + step + " " + (types.size() + 1)));
        assertThat(service.outbox().typesOf(order)).isEqualTo(types);
        assertThat(steps(order)).isEqualTo(types);
        assertThat(shop.view(order).get("status").asText()).isEqualTo(taken.getLast());
        assertThat(taken).doesNotHaveDuplicates();
        assertThat(taken.contains("cancelled") ? taken.getLast() : "cancelled").isEqualTo("cancelled");
    }
}
