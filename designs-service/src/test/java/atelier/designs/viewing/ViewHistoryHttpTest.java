package atelier.designs.viewing;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.testing.HttpCalls;
import atelier.testing.HttpCalls.Answer;
import atelier.testing.RunningService;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ViewHistoryHttpTest {
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
    void tellsWhatHappenedOldestFirst() {
        String path = design();
        http.patch(path + "/status", "{\"new_status\":\"rejected\",\"reason\":\"слишком мало\"}");
        http.patch(path + "/status", "{\"new_status\":\"rejected\"}");
        http.patch(path, "{\"title\":\"Owl\"}");
        Answer last = http.patch(path + "/status", "{\"new_status\":\"pending\"}");

        Answer answer = http.get(path + "/history");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().get("next_cursor").isNull()).isTrue();
        List<JsonNode> items = items(answer);
        assertThat(items)
                .extracting(item -> item.get("sequence") + " "
                        + item.get("event_type").asText() + " "
                        + item.get("from").asText() + " " + item.get("to").asText() + " "
                        + item.get("reason").asText())
                .containsExactly(
                        "1 design.created null pending null",
                        "2 design.status_changed pending rejected слишком мало",
                        "3 design.updated rejected rejected null",
                        "4 design.status_changed rejected pending null");
        assertThat(items.getFirst().get("from").isNull()).isTrue();
        assertThat(items.getFirst().get("at")).isEqualTo(last.body().get("created_at"));
        assertThat(items.getLast().get("at")).isEqualTo(last.body().get("updated_at"));
    }

    @Test
    void agreesWithTheEventsThatWereSaid() {
        String path = design();
        http.patch(path + "/status", "{\"new_status\":\"approved\"}");
        http.patch(path, "{\"description\":\"x\"}");

        assertThat(items(http.get(path + "/history")))
                .extracting(item -> item.get("event_type").asText() + " " + item.get("sequence"))
                .containsExactlyElementsOf(service.outbox().typesOf(path.substring(path.lastIndexOf('/') + 1)));
    }

    @Test
    void pagesNeitherRepeatNorSkipWhileMoreHappens() {
        String path = design();
        for (int i = 0; i < 9; i++) {
            http.patch(path, "{\"title\":\"t" + i + "\"}");
        }

        List<Integer> seen = new ArrayList<>();
        String next = "";
        for (int page = 0; page < 4; page++) {
            Answer answer = http.get(path + "/history?limit=3" + next);
            items(answer).forEach(item -> seen.add(item.get("sequence").asInt()));
            http.patch(path, "{\"title\":\"more" + page + "\"}");
            next = "&cursor=" + answer.body().get("next_cursor").asText();
        }

        assertThat(seen).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=-1",
                "limit=101",
                "limit=100000000000000000000",
                "limit=",
                "cursor=0",
                "cursor=-1",
                "cursor=01",
                "cursor=1.0",
                "cursor=100000000000000000000",
                "cursor=%D9%A1",
                "cursor=",
                "cursor=1&cursor=2",
                "status=pending"
            })
    void answers400AndNamesTheParameterAtFault(String query) {
        Answer answer = http.get(design() + "/history?" + query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.body().at("/errors/0/field").asText()).isEqualTo(query.substring(0, query.indexOf('=')));
    }

    @ParameterizedTest
    @ValueSource(strings = {"design_01m7x9j32jegtvzxswv5yp5znk", "1", "%00", "order_01m7x9j32jegtvzxswv5yp5znk"})
    void answers404WhenThereIsNoSuchDesign(String id) {
        assertThat(http.get("/api/designs/" + id + "/history").status()).isEqualTo(404);
    }

    private String design() {
        return http.post("/api/designs", "{\"title\":\"Fox\",\"user_id\":\"u\",\"status\":\"pending\"}")
                .header("Location");
    }

    private static List<JsonNode> items(Answer answer) {
        assertThat(answer.status()).isEqualTo(200);
        return StreamSupport.stream(answer.body().get("items").spliterator(), false)
                .toList();
    }
}
