package atelier.designs;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.designs.design.DesignStatus;
import atelier.designs.design.TextLimits;
import atelier.testing.HttpCalls;
import atelier.testing.HttpCalls.Answer;
import atelier.testing.OpenApiContract;
import atelier.testing.RunningService;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.yaml.snakeyaml.Yaml;

/** The document says what the service does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiTest {
    private static final String LIST = "/api/designs";
    private static final String FOX = "{\"title\":\"Fox\",\"user_id\":\"u\",\"status\":\"pending\"}";

    @SuppressWarnings("NullAway.Init")
    private RunningService service;

    @SuppressWarnings("NullAway.Init")
    private OpenApiContract contract;

    /** Calls that fail when an answer is not as described. */
    @SuppressWarnings("NullAway.Init")
    private HttpCalls http;

    @BeforeAll
    void start() {
        service = RunningService.start(Map.of());
        contract = OpenApiContract.of(service);
        http = contract.http();
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void describesEveryRouteAndExamplesThatAreTaken() {
        contract.describesEveryRoute();
        contract.acceptsItsExamples();
    }

    @Test
    void tellsTheLimitsThatAreKept() {
        JsonNode schemas = document().at("/components/schemas");

        assertThat(schemas.at("/Title/maxLength").asInt()).isEqualTo(TextLimits.TITLE);
        assertThat(schemas.at("/Description/maxLength").asInt()).isEqualTo(TextLimits.DESCRIPTION);
        assertThat(schemas.at("/Reason/maxLength").asInt()).isEqualTo(TextLimits.REASON);
        assertThat(schemas.at("/RegisterDesign/properties/user_id/oneOf/0/maxLength")
                        .asInt())
                .isEqualTo(TextLimits.USER_ID);
        assertThat(schemas.at("/Status/enum").valueStream().map(JsonNode::asText))
                .containsExactlyElementsOf(DesignStatus.words(List.of(DesignStatus.values())));
    }

    @Test
    void describesWhatIsAnswered() {
        String path = http.post(LIST, FOX).header("Location");
        http.post(LIST, FOX);

        Stream.of(
                        http.get(path),
                        http.patch(path + "/status", "{\"new_status\":\"rejected\",\"reason\":\"x\"}"),
                        http.patch(path, "{\"title\":\"Owl\",\"description\":\"by\\nnight\"}"),
                        http.get(path + "/history?limit=1"),
                        http.get(path + "/history"),
                        http.get(LIST + "?limit=1&user_id=u&status=pending"),
                        http.get("/api/outbox"),
                        http.get("/api/outbox?limit=1&after=1763726400000000-0"))
                .forEach(answer -> assertThat(answer.status()).isEqualTo(200));
        assertThat(http.delete(path).status()).isEqualTo(204);
    }

    @Test
    void describesWhatIsRefused() {
        String path = http.post(LIST, FOX).header("Location");
        Stream.of("{", "{}", "{\"title\":\"x\",\"x\":1}", "{\"a\":\"" + "x".repeat(1_100_000) + "\"}")
                .flatMap(body ->
                        Stream.of(http.post(LIST, body), http.patch(path, body), http.patch(path + "/status", body)))
                .forEach(answer -> assertThat(answer.status()).isBetween(400, 422));
        assertThat(Stream.of(
                                http.get(LIST + "?limit=0"),
                                http.get(path + "/history?x=1"),
                                http.get("/api/outbox?limit=10001"),
                                http.get("/api/outbox?after=yesterday"),
                                http.patch(path + "/status", "{\"new_status\":\"draft\"}"),
                                deleteIf(path, "\"9\""),
                                deleteIf(path, "9"),
                                http.delete(LIST + "/x"),
                                http.get(LIST + "/x"),
                                http.send(http.request(LIST).POST(BodyPublishers.ofString("x"))))
                        .map(Answer::status))
                .containsExactly(400, 400, 400, 400, 409, 412, 400, 404, 404, 415);
    }

    private Answer deleteIf(String path, String version) {
        return http.send(http.request(path).header("If-Match", version).DELETE());
    }

    private JsonNode document() {
        Object document =
                new Yaml().load(service.http().get("/openapi.yml").raw().body());
        return new ObjectMapper().valueToTree(document);
    }
}
