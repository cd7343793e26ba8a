package atelier.designs.deleting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import atelier.events.OrderEvent;
import atelier.events.Topics;
import atelier.events.TypeId;
import atelier.testing.HttpCalls;
import atelier.testing.HttpCalls.Answer;
import atelier.testing.OutboxRows;
import atelier.testing.RunningService;
import atelier.testing.Speaker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeleteDesignHttpTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

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
    void answers204SaysSoAndTellsTheOwner() {
        String path = design("Gone");

        Answer answer = http.delete(path);

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.raw().body()).isEmpty();
        assertThat(service.outbox().typesOf(id(path))).containsExactly("design.created 1", "design.deleted 2");
        OutboxRows.Row said = service.outbox().of(id(path)).getLast();
        assertThat(said.text("status")).isEqualTo("pending");
        assertThat(said.text("user_id")).isEqualTo("deleter");
        assertThat(service.outbox().notices("\"Gone\""))
                .singleElement()
                .satisfies(notice -> assertThat(notice.text("type")).isEqualTo("design_deleted"));
    }

    @Test
    void leavesNothingThatARequestCouldSeeOrChange() {
        String kept = design("kept");
        String path = design("x");
        http.delete(path);

        Stream.of(
                        http.get(path),
                        http.get(path + "/history"),
                        http.patch(path, "{\"title\":\"y\"}"),
                        http.patch(path + "/status", "{\"new_status\":\"approved\"}"),
                        http.delete(path))
                .forEach(answer -> {
                    assertThat(answer.status()).isEqualTo(404);
                    assertThat(answer.body().get("type").asText()).isEqualTo("urn:atelier:problem:not-found");
                });
        assertThat(http.get("/api/designs?user_id=deleter&status=pending")
                        .body()
                        .findValuesAsText("id"))
                .contains(id(kept))
                .doesNotContain(id(path));
        assertThat(service.outbox().of(id(path))).hasSize(2);
    }

    @Test
    void deletesOnlyTheVersionThatTheCallerKnows() {
        String path = design("x");
        http.patch(path, "{\"title\":\"y\"}");

        Answer stale = http.send(http.request(path).header("If-Match", "\"1\"").DELETE());

        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.header("ETag")).isEqualTo("\"2\"");
        assertThat(http.get(path).status()).isEqualTo(200);
        assertThat(http.send(http.request(path).header("If-Match", "\"2\"").DELETE())
                        .status())
                .isEqualTo(204);
    }

    @Test
    void takesInOrdersThatNameADeletedDesign() {
        String gone = design("x");
        String there = design("y");
        http.delete(gone);

        try (Speaker speaker = service.speaker()) {
            List<OrderEvent.Item> items = Stream.of(gone, there)
                    .map(path -> new OrderEvent.Item(id(path), null, 1, 100))
                    .toList();
            speaker.say(
                    service.topic(Topics.ORDERS),
                    new OrderEvent.Created(TypeId.next("order").toString(), "u", 200, "USD", items, Instant.now()),
                    1);
        }

        await().atMost(PATIENCE)
                .until(() -> http.get(there).body().get("times_ordered").asInt() == 1);
        assertThat(http.get(gone).status()).isEqualTo(404);
    }

    @Test
    void goesOnWithThePageBehindADeletedDesign() {
        String third = design("a");
        String second = design("b");
        design("c");
        String cursor = http.get("/api/designs?user_id=deleter&limit=2")
                .body()
                .get("next_cursor")
                .asText();
        assertThat(cursor).isEqualTo(id(second));

        http.delete(second);

        assertThat(http.get("/api/designs?user_id=deleter&limit=1&cursor=" + cursor)
                        .body()
                        .at("/designs/0/id")
                        .asText())
                .isEqualTo(id(third));
    }

    private String design(String title) {
        return http.post("/api/designs", "{\"title\":\"" + title + "\",\"user_id\":\"deleter\",\"status\":\"pending\"}")
                .header("Location");
    }

    private static String id(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
