package atelier.designs.registering;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.testing.HttpCalls;
import atelier.testing.HttpCalls.Answer;
import atelier.testing.OutboxRows;
import atelier.testing.RunningService;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RegisterDesignHttpTest {
    private static final String PATH = "/api/designs";

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
    void answers201WithLocationAndTheDesign() {
        Answer answer = http.post(PATH, """
                {"title":"Мой дизайн","description":"Описание дизайна","user_id":"user_123","status":"pending"}""");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Location")).isEqualTo(PATH + "/" + text(answer, "id"));
        assertThat(text(answer, "title")).isEqualTo("Мой дизайн");
        assertThat(text(answer, "status")).isEqualTo("pending");
        assertThat(answer.body().get("times_ordered").asInt()).isZero();
        assertThat(text(answer, "created_at")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,6})?Z");
        assertThat(http.get(answer.header("Location")).body()).isEqualTo(answer.body());
    }

    @Test
    void startsAsADraftUnlessToldOtherwise() {
        Answer answer = http.post(PATH, "{\"title\":\"x\",\"user_id\":7}");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(text(answer, "status")).isEqualTo("draft");
        assertThat(text(answer, "user_id")).isEqualTo("7");
        assertThat(answer.body().get("description").isNull()).isTrue();
    }

    @Test
    void saysDesignCreatedAndPassesTheRequestsOriginOn() {
        String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        Answer answer = http.send(http.request(PATH)
                .header("Content-Type", "application/json")
                .header("X-Request-Id", "request-1")
                .header("traceparent", trace)
                .POST(BodyPublishers.ofString("{\"title\":\"Fox\",\"user_id\":\"u\",\"status\":\"pending\"}")));

        List<OutboxRows.Row> said = service.outbox().of(text(answer, "id"));
        assertThat(said).hasSize(1);
        OutboxRows.Row created = said.getFirst();
        assertThat(created.type() + " " + created.sequence()).isEqualTo("design.created 1");
        assertThat(created.text("title")).isEqualTo("Fox");
        assertThat(created.text("created_at")).isEqualTo(text(answer, "created_at"));
        assertThat(created.correlationId()).isEqualTo("request-1");
        assertThat(created.causationId()).isEqualTo("request-1");
        assertThat(created.traceparent()).isEqualTo(trace);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{}                                                      | title user_id",
                "{\"title\":\"\",\"user_id\":\"u\"}                      | title",
                "{\"title\":\"  \",\"user_id\":\"u\"}                    | title",
                "{\"title\":5,\"user_id\":\"u\"}                         | title",
                "{\"title\":null,\"user_id\":\"u\"}                      | title",
                "{\"title\":[],\"user_id\":{}}                           | title user_id",
                "{\"title\":\"a\\u0000b\",\"user_id\":\"u\"}             | title",
                "{\"title\":\"a\\nb\",\"user_id\":\"u\"}                 | title",
                "{\"title\":\"a\\ud800b\",\"user_id\":\"u\"}             | title",
                "{\"title\":\"t\",\"user_id\":1.5}                       | user_id",
                "{\"title\":\"t\",\"user_id\":true}                      | user_id",
                "{\"title\":\"t\",\"user_id\":\"u\",\"status\":\"approved\"} | status",
                "{\"title\":\"t\",\"user_id\":\"u\",\"status\":\"\"}     | status",
                "{\"title\":\"t\",\"user_id\":\"u\",\"description\":1}   | description",
                "{\"title\":\"t\",\"user_id\":\"u\",\"colour\":\"red\"}  | colour",
            })
    void answers422AndNamesTheFieldsAtFault(String body, String fields) {
        Answer answer = http.post(PATH, body);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(fieldsOf(answer)).containsExactly(fields.split(" "));
    }

    @Test
    void answers422WhenATextIsTooLong() {
        assertThat(fieldsOf(http.post(PATH, "{\"title\":\"" + "x".repeat(201) + "\",\"user_id\":\"u\"}")))
                .containsExactly("title");
        assertThat(fieldsOf(http.post(PATH, "{\"title\":\"t\",\"user_id\":\"" + "u".repeat(101) + "\"}")))
                .containsExactly("user_id");
        assertThat(fieldsOf(http.post(PATH, "{\"title\":\"t\",\"user_id\":" + "9".repeat(101) + "}")))
                .containsExactly("user_id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "7", "null", "\"text\"", "{\"title\":\"a\",\"title\":\"b\"}", "{} {}"})
    void answers400WhenTheBodyIsNoJsonObject(String body) {
        Answer answer = http.post(PATH, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(text(answer, "type")).isEqualTo("urn:atelier:problem:unreadable-body");
    }

    @Test
    void answers413WhenTheBodyIsOverTheLimit() {
        Answer answer = http.post(PATH, "{\"title\":\"" + "x".repeat(1_100_000) + "\"}");

        assertThat(answer.status()).isEqualTo(413);
        assertThat(text(answer, "type")).isEqualTo("urn:atelier:problem:body-too-large");
    }

    @Test
    void answers415WhenTheBodyIsNotSaidToBeJson() {
        Answer answer = http.send(http.request(PATH)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("title=x")));

        assertThat(answer.status()).isEqualTo(415);
        assertThat(text(answer, "detail")).contains("Content-Type: application/json");
    }

    @Test
    void answers405AndSaysWhichMethodsThereAre() {
        Answer answer = http.send(http.request(PATH).DELETE());

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.body().get("allowed").toString()).isEqualTo("[\"GET\",\"HEAD\",\"POST\"]");
    }

    @Test
    void givesTheSameAnswerToARepeatedRequestAndMakesOneDesign() {
        String body = "{\"title\":\"Лиса\",\"user_id\":\"repeater\"}";
        Answer first = postWith("\"key-1\"", body);
        http.patch(first.header("Location"), "{\"title\":\"Owl\"}");

        Answer again = postWith("\"key-1\"", body);

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.header("ETag")).isEqualTo("\"1\"");
        assertThat(first.header("Idempotent-Replayed")).isEmpty();
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.raw().body()).isEqualTo(first.raw().body());
        assertThat(List.of(again.header("Location"), again.header("ETag"), again.header("Content-Type")))
                .containsExactly(first.header("Location"), "\"1\"", first.header("Content-Type"));
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(designsOf("repeater")).isEqualTo(1);
        assertThat(service.outbox().of(text(first, "id"))).hasSize(2);
    }

    @Test
    void refusesAKeyForAnotherBodyAndOneThatIsNone() {
        postWith("\"key-2\"", "{\"title\":\"a\",\"user_id\":\"reuser\"}");

        Answer reused = postWith("\"key-2\"", "{\"title\":\"b\",\"user_id\":\"reuser\"}");
        Answer overlong = postWith("k".repeat(300), "{\"title\":\"a\",\"user_id\":\"reuser\"}");

        assertThat(reused.status()).isEqualTo(422);
        assertThat(text(reused, "type")).isEqualTo("urn:atelier:problem:idempotency-key-reused");
        assertThat(overlong.status()).isEqualTo(400);
        assertThat(overlong.body().at("/errors/0/field").asText()).isEqualTo("Idempotency-Key");
        assertThat(designsOf("reuser")).isEqualTo(1);
    }

    @Test
    void leavesAKeyFreeWhoseRequestWasRefused() {
        assertThat(postWith("\"key-3\"", "{\"title\":\"\",\"user_id\":\"retrier\"}")
                        .status())
                .isEqualTo(422);
        assertThat(postWith("\"key-3\"", "{\"title\":\"a\",\"user_id\":\"retrier\"}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void makesOneDesignOfManyEqualRequestsAtOnce() {
        List<Answer> answers = Collections.synchronizedList(new ArrayList<>());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 16; i++) {
                threads.execute(() -> answers.add(postWith("\"key-4\"", "{\"title\":\"a\",\"user_id\":\"hasty\"}")));
            }
        }

        assertThat(answers).hasSize(16).extracting(Answer::status).contains(201).containsOnly(201, 409);
        assertThat(answers.stream()
                        .filter(answer -> answer.status() == 201)
                        .map(answer -> answer.header("Location"))
                        .distinct())
                .hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 409)
                .allMatch(answer -> text(answer, "type").equals("urn:atelier:problem:request-in-flight")
                        && !answer.header("Retry-After").isEmpty());
        assertThat(designsOf("hasty")).isEqualTo(1);
    }

    private Answer postWith(String key, String body) {
        return http.send(http.request(PATH)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(body)));
    }

    private int designsOf(String userId) {
        return http.get(PATH + "?user_id=" + userId).body().get("designs").size();
    }

    private static List<String> fieldsOf(Answer answer) {
        assertThat(answer.status()).isEqualTo(422);
        return StreamSupport.stream(answer.body().get("errors").spliterator(), false)
                .map((JsonNode error) -> error.get("field").asText())
                .toList();
    }

    private static String text(Answer answer, String field) {
        return answer.body().path(field).asText();
    }
}
