package atelier.orders.placing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import atelier.events.DesignEvent;
import atelier.events.Topics;
import atelier.events.TypeId;
import atelier.testing.HttpCalls.Answer;
import atelier.testing.RunningService;
import atelier.testing.Speaker;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Decisions on a design that is ordered without a pause: each gets its turn, and from then on every order obeys it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DecidingUnderLoadTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final int THREADS = 10;
    private static final int DECISIONS = 20;

    @SuppressWarnings("NullAway.Init")
    private RunningService service;

    @SuppressWarnings("NullAway.Init")
    private Speaker speaker;

    private volatile InForce inForce = new InForce(0, "");

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
    void aStreamOfOrdersDoesNotKeepDecisionsOut() {
        String first = TypeId.next("design").toString();
        String second = TypeId.next("design").toString();
        var stopping = new AtomicBoolean();
        var wrong = new ConcurrentLinkedQueue<String>();
        var answers = new ConcurrentLinkedQueue<Answer>();
        decide(second, "approved", 2);
        decide(first, "approved", 2);
        await().atMost(PATIENCE).until(() -> outcome(post(first, second)).equals("approved"));
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            for (int i = 0; i < THREADS; i++) {
                List<String> designs = i % 2 == 0 ? List.of(first) : List.of(second, first);
                threads.execute(() -> {
                    while (!stopping.get()) {
                        InForce before = inForce;
                        Answer answer = post(designs.toArray(String[]::new));
                        answers.add(answer);
                        if (!before.status.isEmpty()
                                && before.equals(inForce)
                                && !outcome(answer).equals(before.status)) {
                            wrong.add(before.status + " was in force: " + answer.body());
                        }
                    }
                });
            }
            try {
                for (int i = 0; i < DECISIONS; i++) {
                    String status = i % 2 == 0 ? "archived" : "approved";
                    inForce = new InForce(i, "");
                    // Neighbours in one batch, in the order opposite to that of their ids.
                    decide(second, "approved", 3 + i);
                    decide(first, status, 3 + i);
                    await().atMost(PATIENCE).until(() -> outcome(post(first)).equals(status));
                    int until = answers.size() + 3 * THREADS;
                    inForce = new InForce(i, status);
                    await().atMost(PATIENCE).until(() -> answers.size() >= until);
                }
            } finally {
                stopping.set(true);
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(answers).extracting(DecidingUnderLoadTest::outcome).isSubsetOf("approved", "archived");
        assertThat(service.bean(MeterRegistry.class).find("atelier.consumer.failed").counters().stream()
                        .mapToDouble(Counter::count)
                        .sum())
                .as("batches that had to be tried again")
                .isZero();
    }

    /** What holds for whoever asks from now on; an empty status while a decision is on its way. */
    private record InForce(int round, String status) {}

    private void decide(String design, String status, long sequence) {
        var decided = new DesignEvent.StatusChanged(design, "u", "Fox", "pending", status, null, Instant.now());
        speaker.say(service.topic(Topics.DESIGNS), decided, sequence);
    }

    private static String outcome(Answer answer) {
        return switch (answer.status()) {
            case 201 -> answer.body().get("on_hold").asBoolean() ? "on hold" : "approved";
            case 422 -> "archived";
            default -> answer.raw().body();
        };
    }

    private Answer post(String... designs) {
        List<String> items = List.of(designs).stream()
                .map(design -> "{\"design_id\":\"" + design + "\",\"quantity\":1,\"unit_price\":1}")
                .toList();
        return service.http().post("/api/orders", "{\"user_id\":\"u\",\"items\":[" + String.join(",", items) + "]}");
    }
}
