package atelier.orders.placing;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.orders.Shop;
import atelier.testing.HttpCalls.Answer;
import atelier.testing.RunningService;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A POST that is sent again and again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RetriedPostTest {
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

    private static final String BODY =
            "{\"user_id\":\"retrier\",\"items\":[{\"sku\":\"mug\",\"quantity\":1,\"unit_price\":500}]}";

    @Test
    void makesOneOrderFromTwentyThreads() {
        String body = BODY.replace("retrier", "twenty");
        CyclicBarrier start = new CyclicBarrier(20);
        List<Answer> answers;
        try (var threads = Executors.newFixedThreadPool(20)) {
            answers = IntStream.range(0, 20)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> {
                                meet(start);
                                Answer answer = post("\"twenty\"", body);
                                while (answer.status() == 409) {
                                    answer = post("\"twenty\"", body);
                                }
                                return answer;
                            },
                            threads))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
        }

        assertThat(answers).extracting(Answer::status).containsOnly(201);
        assertThat(answers)
                .extracting(answer -> answer.raw().body())
                .containsOnly(answers.getFirst().raw().body());
        assertThat(answers)
                .extracting(answer -> answer.header("Location"))
                .containsOnly(answers.getFirst().header("Location"));
        assertThat(answers).extracting(answer -> answer.header("ETag")).containsOnly("\"1\"");
        assertThat(answers.stream()
                        .filter(answer -> answer.header("Idempotent-Replayed").isEmpty()))
                .hasSize(1);
        assertThat(service.http().get("/api/orders?user_id=twenty").body().get("orders"))
                .hasSize(1);
        String order = answers.getFirst().body().get("id").asText();
        assertThat(service.outbox().typesOf(order)).containsExactly("order.created 1");
        assertThat(service.outbox().notices(order)).hasSize(1);
    }

    @Test
    void isRefusedForAnotherBodyAndRemembersWhatItFirstAnswered() {
        Answer first = post("\"again\"", BODY);
        shop.step(first.body().get("id").asText(), "cancelled");

        assertThat(post("\"again\"", BODY.replace("500", "501")).status()).isEqualTo(422);
        Answer again = post("\"again\"", BODY);

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.raw().body()).isEqualTo(first.raw().body());
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    }

    @Test
    void mayBeRightedUnderTheSameKeyAfterARefusal() {
        assertThat(post("\"righted\"", BODY.replace("500", "-1")).status()).isEqualTo(422);
        assertThat(post("\"righted\"", BODY).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"", "\"\"", "two words"})
    void answers400ForAKeyThatIsNone(String key) {
        Answer answer = post(key, BODY);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().at("/errors/0/field").asText()).isEqualTo("Idempotency-Key");
    }

    private Answer post(String key, String body) {
        return service.http()
                .send(service.http()
                        .request("/api/orders")
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key)
                        .POST(BodyPublishers.ofString(body)));
    }

    private static void meet(CyclicBarrier start) {
        try {
            start.await();
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
    }
}
