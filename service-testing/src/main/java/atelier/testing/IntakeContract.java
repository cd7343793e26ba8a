package atelier.testing;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.testing.HttpCalls.Answer;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every service answers to bodies and headers that it cannot take. A service's tests extend it. */
public abstract class IntakeContract extends HttpContract {
    private static final int MEBIBYTE = 1024 * 1024;

    private final String step;

    /**
     * @param collection a path that takes GET and POST
     * @param sound a body that it takes
     * @param step a body that the status of one of its things takes by PATCH
     */
    protected IntakeContract(String collection, String sound, String step) {
        super(collection, sound);
        this.step = step;
    }

    @Test
    void refusesABodyOverTheLimitAlsoWhenItComesInPieces() {
        String large = "{\"x\":\"" + "x".repeat(MEBIBYTE) + "\"}";

        assertThat(raw(
                        "POST " + collection() + " HTTP/1.1",
                        "Content-Type: application/json\r\nContent-Length: " + large.length() + "\r\n"))
                .startsWith("HTTP/1.1 413");
        byte[] bytes = large.getBytes(StandardCharsets.UTF_8);
        assertProblem(post("application/json", BodyPublishers.ofByteArrays(List.of(bytes))), 413);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "1",
                "\"x\"",
                "null",
                "{",
                "{\"a\":1}{",
                "NUL",
                "{\"a\":NUL}",
                "\u00ff\u00fe",
                "{\"\u00ff\":1}"
            })
    void refusesABodyThatIsNoJsonObject(String body) {
        byte[] bytes = body.replace("NUL", "\0").getBytes(StandardCharsets.ISO_8859_1);

        assertProblem(post("application/json", BodyPublishers.ofByteArray(bytes)), 400);
    }

    @Test
    void refusesEndlessNesting() {
        assertProblem(post("application/json", BodyPublishers.ofString("{\"a\":".repeat(100_000))), 400);
        assertProblem(post("application/json", BodyPublishers.ofString("{\"a\":" + "[".repeat(500_000))), 400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data",
                "application/jsonx",
                "x",
                "*/*"
            })
    void takesABodyThatSaysItIsJsonAlone(String type) {
        assertNotJson(post(type, BodyPublishers.ofString(sound())));
    }

    @Test
    void takesNoBodyThatSaysNothingOfItself() {
        assertNotJson(post(null, BodyPublishers.ofString(sound())));
        assertThat(raw("POST " + collection() + " HTTP/1.1", "Content-Type:\r\nContent-Length: 0\r\n"))
                .startsWith("HTTP/1.1 415");
        Answer patch = http().send(http().request(someStatus()).method("PATCH", BodyPublishers.ofString("{}")));
        assertProblem(patch, 415);
        assertThat(patch.header("Accept-Patch")).isEqualTo("application/json");
        assertProblem(http().send(http().request("/nothing").POST(BodyPublishers.noBody())), 404);
        assertThat(post("application/json;charset=utf-8", BodyPublishers.ofString(sound()))
                        .status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "\"", "\"7", "7\"", "\"7\",", "W/7", "*,\"7\"", "\"a b\""})
    void namesAMalformedIfMatch(String value) {
        Answer refused = http().send(http().request(someStatus())
                .header("Content-Type", "application/json")
                .header("If-Match", value)
                .method("PATCH", BodyPublishers.ofString(step)));

        assertNames(refused, "If-Match");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "\"", "\"a", "a\"", "\"\""})
    void namesAMalformedIdempotencyKey(String value) {
        Answer refused = http().send(http().request(collection())
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", value)
                .POST(BodyPublishers.ofString(sound())));

        assertNames(refused, "Idempotency-Key");
    }

    private String someStatus() {
        return http().post(collection(), sound()).header("Location") + "/status";
    }

    private Answer post(@Nullable String type, BodyPublisher body) {
        var request = http().request(collection()).POST(body);
        return http().send(type == null ? request : request.header("Content-Type", type));
    }

    private static void assertNotJson(Answer answer) {
        assertProblem(answer, 415);
        assertThat(answer.header("Accept-Post")).isEqualTo("application/json");
        assertThat(answer.body().at("/allowed/0").asText()).isEqualTo("application/json");
    }

    private static void assertNames(Answer answer, String header) {
        assertProblem(answer, 400);
        assertThat(answer.body().at("/errors/0/field").asText()).isEqualTo(header);
    }
}
