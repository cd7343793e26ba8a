package atelier.designs.editing;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.testing.HttpCalls;
import atelier.testing.HttpCalls.Answer;
import atelier.testing.OutboxRows;
import atelier.testing.RunningService;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EditDesignHttpTest {
    private static final String UNKNOWN = "/api/designs/design_01m7x9j32jegtvzxswv5yp5znk";

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
    void changesWhatIsNamedAndSaysSo() {
        String path = design();

        Answer answer = http.patch(path, "{\"title\":\"Сова\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().get("title").asText()).isEqualTo("Сова");
        assertThat(answer.body().get("description").asText()).isEqualTo("red");
        assertThat(answer.header("ETag")).isEqualTo("\"2\"");
        assertThat(http.get(path).body()).isEqualTo(answer.body());
        OutboxRows.Row said = service.outbox().of(id(path)).getLast();
        assertThat(said.type() + " " + said.sequence()).isEqualTo("design.updated 2");
        assertThat(said.data().get("changed").toString()).isEqualTo("[\"title\"]");
        assertThat(said.text("title")).isEqualTo("Сова");
        assertThat(said.text("updated_at"))
                .isEqualTo(answer.body().get("updated_at").asText());
    }

    @Test
    void takesADescriptionAwayWhenItIsNull() {
        String path = design();

        Answer answer = http.patch(path, "{\"description\":null}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().get("description").isNull()).isTrue();
        assertThat(answer.body().get("title").asText()).isEqualTo("Fox");
        assertThat(service.outbox().of(id(path)).getLast().data().get("changed").toString())
                .isEqualTo("[\"description\"]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"title\":\"Fox\"}", "{\"description\":\"red\"}", "{\"title\":\"Fox\",\"description\":\"red\"}"
            })
    void answers200AndSaysNothingWhenNothingChanges(String body) {
        String path = design();
        Answer before = http.get(path);

        Answer answer = http.patch(path, body);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(before.body());
        assertThat(answer.header("ETag")).isEqualTo("\"1\"");
        assertThat(service.outbox().typesOf(id(path))).containsExactly("design.created 1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{}                                  | title",
                "{\"title\":null}                    | title",
                "{\"title\":null,\"description\":5}  | description title",
                "{\"status\":\"approved\"}           | title status",
                "{\"user_id\":\"u\",\"title\":\"t\"} | user_id",
                "{\"title\":\"t\",\"times_ordered\":9,\"id\":\"x\"} | times_ordered id",
            })
    void answers422AndNamesTheFieldsAtFault(String body, String fields) {
        String path = design();

        Answer answer = http.patch(path, body);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.body().get("errors").findValuesAsText("field")).containsExactly(fields.split(" "));
        assertThat(service.outbox().of(id(path))).hasSize(1);
    }

    @Test
    void checksTheVersionThatTheCallerKnows() {
        String path = design();
        http.patch(path, "{\"title\":\"Owl\"}");

        Answer stale = patchIf(path, "\"1\"", "{\"title\":\"Elk\"}");
        Answer weak = patchIf(path, "W/\"2\"", "{\"title\":\"Elk\"}");
        Answer malformed = patchIf(path, "2", "{\"title\":\"Elk\"}");
        Answer current = patchIf(path, "\"1\", \"2\"", "{\"title\":\"Elk\"}");
        Answer any = patchIf(path, "*", "{\"title\":\"Eel\"}");

        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.header("ETag")).isEqualTo("\"2\"");
        assertThat(stale.body().get("type").asText()).isEqualTo("urn:atelier:problem:precondition-failed");
        assertThat(weak.status()).isEqualTo(412);
        assertThat(malformed.status()).isEqualTo(400);
        assertThat(malformed.body().at("/errors/0/field").asText()).isEqualTo("If-Match");
        assertThat(current.status()).isEqualTo(200);
        assertThat(current.header("ETag")).isEqualTo("\"3\"");
        assertThat(any.status()).isEqualTo(200);
        assertThat(service.outbox().of(id(path))).hasSize(4);
    }

    @Test
    void answers404WhenThereIsNoSuchDesign() {
        assertThat(http.patch(UNKNOWN, "{\"title\":\"x\"}").status()).isEqualTo(404);
        assertThat(http.patch("/api/designs/1", "{\"title\":\"x\"}").status()).isEqualTo(404);
        assertThat(patchIf(UNKNOWN, "\"1\"", "{\"title\":\"x\"}").status()).isEqualTo(404);
    }

    private Answer patchIf(String path, String version, String body) {
        return http.send(http.request(path)
                .header("Content-Type", "application/json")
                .header("If-Match", version)
                .method("PATCH", BodyPublishers.ofString(body)));
    }

    private String design() {
        return http.post("/api/designs", "{\"title\":\"Fox\",\"description\":\"red\",\"user_id\":\"u\"}")
                .header("Location");
    }

    private static String id(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
