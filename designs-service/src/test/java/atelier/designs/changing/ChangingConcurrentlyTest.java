package atelier.designs.changing;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.testing.HttpCalls;
import atelier.testing.HttpCalls.Answer;
import atelier.testing.RunningService;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Many change one design at once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChangingConcurrentlyTest {
    private static final int THREADS = 20;
    private static final int ROUNDS = 10;

    @SuppressWarnings("NullAway.Init")
    private RunningService service;

    @SuppressWarnings("NullAway.Init")
    private HttpCalls http;

    @BeforeAll
    void start() {
        service = RunningService.start();
        http = service.http();
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void eachVersionHasOneSuccessorAndHistoryAndEventsAgree() throws Exception {
        String path = design();

        List<Answer> answers = together(thread -> {
            for (int round = 0; round < ROUNDS; round++) {
                change(path, thread, round);
            }
        });

        List<Long> versions = answers.stream()
                .filter(answer -> answer.status() == 200)
                .map(ChangingConcurrentlyTest::version)
                .sorted()
                .toList();
        assertThat(answers).hasSize(THREADS * ROUNDS).allMatch(answer -> List.of(200, 409, 412)
                .contains(answer.status()));
        assertThat(versions)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(2, versions.size() + 1L).boxed().toList());
        assertAgreement(path, versions.size() + 1);
    }

    @Test
    void oneOfManyWhoKnowTheSameVersionWins() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String path = design();

            List<Answer> answers = together(thread -> keep(patch(path, "\"1\"", "{\"title\":\"by " + thread + "\"}")));

            assertThat(answers)
                    .extracting(Answer::status)
                    .containsOnly(200, 412)
                    .containsOnlyOnce(200);
            assertThat(answers).filteredOn(answer -> answer.status() == 412).allMatch(answer -> version(answer) == 2);
            assertAgreement(path, 2);
        }
    }

    private final Queue<Answer> kept = new ConcurrentLinkedQueue<>();

    private void keep(Answer answer) {
        kept.add(answer);
    }

    /** By turns a title or a step, with the version that was just read or with none. */
    private void change(String path, int thread, int round) {
        Answer seen = http.get(path);
        String condition = round % 2 == 0 ? seen.header("ETag") : "*";
        if (thread % 2 == 0) {
            keep(patch(path, condition, "{\"title\":\"%d by %d\"}".formatted(round, thread)));
        } else {
            String next = seen.body().get("status").asText().equals("pending") ? "rejected" : "pending";
            keep(patch(path + "/status", condition, "{\"new_status\":\"%s\"}".formatted(next)));
        }
    }

    private void assertAgreement(String path, int last) {
        List<JsonNode> history = StreamSupport.stream(
                        http.get(path + "/history?limit=100")
                                .body()
                                .get("items")
                                .spliterator(),
                        false)
                .toList();
        List<String> said = service.outbox().typesOf(path.substring(path.lastIndexOf('/') + 1));
        assertThat(said).hasSize(last);
        assertThat(said.stream().limit(100).toList())
                .containsExactlyElementsOf(history.stream()
                        .map(item -> item.get("event_type").asText() + " " + item.get("sequence"))
                        .toList());
        assertThat(history.stream().map(item -> item.get("sequence").asLong()))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, history.size()).boxed().toList());
        for (int i = 1; i < history.size(); i++) {
            assertThat(history.get(i).get("from")).isEqualTo(history.get(i - 1).get("to"));
        }
        assertThat(version(http.get(path))).isEqualTo(last);
    }

    private List<Answer> together(IntConsumer work) throws Exception {
        kept.clear();
        CountDownLatch go = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<? extends Future<?>> running = IntStream.range(0, THREADS)
                    .mapToObj(thread -> threads.submit(() -> {
                        go.await();
                        work.accept(thread);
                        return thread;
                    }))
                    .toList();
            go.countDown();
            for (Future<?> one : running) {
                one.get();
            }
        }
        return List.copyOf(kept);
    }

    private Answer patch(String path, String version, String body) {
        return http.send(http.request(path)
                .header("Content-Type", "application/json")
                .header("If-Match", version)
                .method("PATCH", BodyPublishers.ofString(body)));
    }

    private static long version(Answer answer) {
        return Long.parseLong(answer.header("ETag").replace("\"", ""));
    }

    private String design() {
        return http.post("/api/designs", "{\"title\":\"Fox\",\"user_id\":\"u\",\"status\":\"pending\"}")
                .header("Location");
    }
}
