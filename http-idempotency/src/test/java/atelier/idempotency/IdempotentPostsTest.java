package atelier.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import atelier.testing.HttpCalls;
import atelier.testing.HttpCalls.Answer;
import atelier.testing.RunningService;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IdempotentPostsTest {
    private RunningService service;
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
    void answerARepetitionWithTheBytesOfTheFirstAnswer() {
        String key = key();
        Answer first = post("/things", key, "{\"a\":1}");
        Answer again = post("/things", key, "{\"a\":1}");

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.header("Idempotent-Replayed")).isEmpty();
        assertThat(first.header("Content-Type")).isEqualTo("application/json");
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(again.raw().body()).isEqualTo(first.raw().body());
        for (String header : List.of("Location", "ETag", "Content-Type", "Content-Length")) {
            assertThat(again.header(header)).isNotEmpty().isEqualTo(first.header(header));
        }
        assertThat(made("{\"a\":1}")).isEqualTo(1);
    }

    @Test
    void doWithoutAKeyWhatTheyAreAskedEachTime() {
        assertThat(http.post("/things", "{\"b\":1}").raw().body())
                .isNotEqualTo(http.post("/things", "{\"b\":1}").raw().body());
        assertThat(made("{\"b\":1}")).isEqualTo(2);
    }

    @Test
    void takeTheKeyWithAndWithoutQuotesForTheSame() {
        Answer first = post("/things", "\"k-1\"", "{\"c\":1}");

        assertThat(post("/things", "k-1", "{\"c\":1}").raw().body())
                .isEqualTo(first.raw().body());
        assertThat(made("{\"c\":1}")).isEqualTo(1);
    }

    @Test
    void refuseAKeyForAnotherBodyButTakeItForAnotherPath() {
        String key = key();
        post("/things", key, "{\"d\":1}");
        Answer other = post("/things", key, "{\"d\":2}");

        assertThat(other.status()).isEqualTo(422);
        assertThat(other.body().get("type").asText()).isEqualTo("urn:atelier:problem:idempotency-key-reused");
        assertThat(made("{\"d\":2}")).isZero();
        assertThat(post("/things/others", key, "{\"d\":2}").status()).isEqualTo(201);
    }

    @Test
    void refuseWhileTheFirstIsInFlight() throws Exception {
        Things things = service.bean(Things.class);
        String key = key();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Answer> first = threads.submit(() -> post("/things", key, "{\"wait\":1}"));
            things.waiting.await();
            Answer meanwhile = post("/things", key, "{\"wait\":1}");
            things.go.countDown();

            assertThat(meanwhile.status()).isEqualTo(409);
            assertThat(meanwhile.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(meanwhile.header("Retry-After")).isEqualTo("1");
            assertThat(meanwhile.body().get("type").asText()).isEqualTo("urn:atelier:problem:request-in-flight");
            assertThat(first.get().status()).isEqualTo(201);
            assertThat(post("/things", key, "{\"wait\":1}").raw().body())
                    .isEqualTo(first.get().raw().body());
        }
    }

    @Test
    void doTheWorkOnceForAHundredAtOnce() throws Exception {
        String key = key();
        Callable<Answer> call = () -> post("/things", key, "{\"e\":1}");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> answers = threads.invokeAll(
                    IntStream.range(0, 100).mapToObj(i -> call).toList());

            assertThat(answers)
                    .allSatisfy(answer -> assertThat(answer.get().status()).isIn(201, 409));
            assertThat(answers.stream()
                            .map(Future::resultNow)
                            .filter(answer -> answer.status() == 201)
                            .map(answer -> answer.raw().body())
                            .distinct())
                    .hasSize(1);
        }
        assertThat(made("{\"e\":1}")).isEqualTo(1);
    }

    @Test
    void storeNothingWhenTheWorkDoesNotCommit() {
        service.bean(Things.class).crash.set(new IllegalStateException("power cut"));
        String key = key();

        assertThat(post("/things", key, "{\"f\":1}").status()).isEqualTo(500);
        assertThat(made("{\"f\":1}")).isZero();
        Answer next = post("/things", key, "{\"f\":1}");
        assertThat(next.status()).isEqualTo(201);
        assertThat(next.header("Idempotent-Replayed")).isEmpty();
    }

    @Test
    void leaveTheKeyFreeAfterAnAnswerThatRefuses() {
        String key = key();

        assertThat(post("/things", key, "{\"refuse\":1}").status()).isEqualTo(409);
        assertThat(post("/things", key, "{\"g\":1}").status()).isEqualTo(201);
    }

    @Test
    void repeatAnAnswerWithoutBody() {
        String key = key();

        assertThat(post("/things", key, "{\"silent\":1}").status()).isEqualTo(204);
        Answer again = post("/things", key, "{\"silent\":1}");
        assertThat(again.status()).isEqualTo(204);
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(made("{\"silent\":1}")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\"a", "a\"", "\"a\\b\"", "a,b", "\"a\", \"b\"", "a b", "\"a\";v=1", " "})
    void refuseAMalformedKey(String key) {
        Answer refused = post("/things", key, "{\"h\":1}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().at("/errors/0/field").asText()).isEqualTo("Idempotency-Key");
        assertThat(made("{\"h\":1}")).isZero();
    }

    @Test
    void refuseAnOverlongKeyAndTwoOfThem() {
        assertThat(post("/things", "k".repeat(255), "{\"i\":1}").status()).isEqualTo(201);
        assertThat(post("/things", "k".repeat(256), "{\"i\":1}").status()).isEqualTo(400);
        assertThat(http.send(request("/things", "{\"i\":1}")
                                .header("Idempotency-Key", "a")
                                .header("Idempotency-Key", "b"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void forgetAnAnswerPastItsTime() {
        String key = key();
        post("/things", key, "{\"j\":1}");
        execute("update idempotent_posts set stored_at = now() - interval '23 hours'");
        assertThat(post("/things", key, "{\"j\":1}").header("Idempotent-Replayed"))
                .isEqualTo("true");

        execute("update idempotent_posts set stored_at = now() - interval '25 hours'");
        // Whether the entry is still there or was dropped: another body is as welcome as the same.
        assertThat(post("/things", key, "{\"j\":2}").status()).isEqualTo(201);
        assertThat(post("/things", key, "{\"j\":2}").header("Idempotent-Replayed"))
                .isEqualTo("true");
        execute("update idempotent_posts set stored_at = now() - interval '25 hours'");
        service.bean(AnswersPurge.class).run();
        assertThat(count("select count(*) from idempotent_posts")).isZero();
    }

    @Test
    void refuseToStartWithAWrongTime() {
        assertThat(catchThrowable(() -> RunningService.start(Map.of("idempotency.keep.hours", "0"))))
                .rootCause()
                .hasMessage("IDEMPOTENCY_KEEP_HOURS is '0'; allowed: 1 to 8760");
    }

    private Answer post(String path, String key, String body) {
        return http.send(request(path, body).header("Idempotency-Key", key));
    }

    private HttpRequest.Builder request(String path, String body) {
        return http.request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
    }

    private static String key() {
        return '"' + UUID.randomUUID().toString() + '"';
    }

    private long made(String said) {
        return count("select count(*) from things where said = '" + said + "'");
    }

    private long count(String sql) {
        return service.transactions().<Long>inTransaction(tx -> {
            try (Statement statement = tx.connection().createStatement();
                    ResultSet row = statement.executeQuery(sql)) {
                row.next();
                return row.getLong(1);
            }
        });
    }

    private void execute(String sql) {
        service.transactions().<Integer>inTransaction(tx -> {
            try (Statement statement = tx.connection().createStatement()) {
                return statement.executeUpdate(sql);
            }
        });
    }
}
