package atelier.designs.reviewing;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.testing.HttpCalls;
import atelier.testing.HttpCalls.Answer;
import atelier.testing.RunningService;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReviewDesignHttpTest {
    private static final String UNKNOWN = "design_01m7x9j32jegtvzxswv5yp5znk";

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
    void approvesSaysSoAndTellsTheOwner() {
        String id = pendingDesign("Told");

        Answer answer = http.patch(path(id), "{\"new_status\":\"approved\",\"reason\":\"Дизайн одобрен\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().get("status").asText()).isEqualTo("approved");
        assertThat(answer.body().get("reason").asText()).isEqualTo("Дизайн одобрен");
        assertThat(http.get("/api/designs/" + id).body()).isEqualTo(answer.body());
        assertThat(service.outbox().typesOf(id)).containsExactly("design.created 1", "design.status_changed 2");
        assertThat(service.outbox().notices("\"Told\""))
                .singleElement()
                .satisfies(notice -> assertThat(notice.text("type")).isEqualTo("design_approved"));
    }

    @Test
    void answers409WithTheStepsThatThereAre() {
        String id = pendingDesign();
        http.patch(path(id), "{\"new_status\":\"approved\"}");

        Answer answer = http.patch(path(id), "{\"new_status\":\"rejected\"}");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.body().get("allowed").toString()).isEqualTo("[\"archived\"]");
        assertThat(service.outbox().of(id)).hasSize(2);
    }

    @Test
    void listsNoStepsForAnArchivedDesign() {
        String id = pendingDesign();
        http.patch(path(id), "{\"new_status\":\"archived\"}");

        Answer answer = http.patch(path(id), "{\"new_status\":\"pending\"}");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body().get("allowed").toString()).isEqualTo("[]");
    }

    @Test
    void letsOneOfManyWinAndNumbersItsEventNext() {
        String id = pendingDesign();
        List<Integer> answers = Collections.synchronizedList(new ArrayList<>());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 16; i++) {
                threads.execute(() -> {
                    answers.add(http.patch(path(id), "{\"new_status\":\"approved\"}")
                            .status());
                });
            }
        }

        assertThat(answers).hasSize(16).containsOnlyOnce(200).containsOnly(200, 409);
        assertThat(service.outbox().typesOf(id)).containsExactly("design.created 1", "design.status_changed 2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                UNKNOWN,
                "design_123",
                "1",
                "..%2f..",
                "%00",
                "'%20or%201=1--",
                "DESIGN_01M7X9J32JEGTVZXSWV5YP5ZNK"
            })
    void answers404WhenThereIsNoSuchDesign(String id) {
        assertThat(http.patch(path(id), "{\"new_status\":\"approved\"}").status())
                .isEqualTo(404);
        assertThat(http.get("/api/designs/" + id).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"new_status\":\"done\"}",
                "{\"new_status\":1}",
                "{\"new_status\":\"approved\",\"why\":\"x\"}"
            })
    void answers422WhenTheStatusIsNone(String body) {
        assertThat(http.patch(path(pendingDesign()), body).status()).isEqualTo(422);
    }

    private static String path(String id) {
        return "/api/designs/" + id + "/status";
    }

    private String pendingDesign() {
        return pendingDesign("x");
    }

    private String pendingDesign(String title) {
        return http.post("/api/designs", "{\"title\":\"" + title + "\",\"user_id\":\"u\",\"status\":\"pending\"}")
                .body()
                .get("id")
                .asText();
    }
}
