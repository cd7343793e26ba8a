package atelier.problem.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import atelier.problem.FieldError;
import atelier.problem.Problem;
import atelier.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodyTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"{", "{\"a\":}", "{'a':1}", "{\"a\":1,}", "{\"a\":1} {}", "{\"a\":NaN}", "{\"a\":01}", "nonsense"
            })
    void saysWhereTheJsonIsBroken(String body) {
        Problem problem = refusalOf(bytes(body));

        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.detail()).startsWith("The body is not valid JSON at line 1, column ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"[]|a list", "1|a number", "\"x\"|a text", "true|true or false", "null|null"})
    void takesOnlyAnObject(String body, String kind) {
        assertThat(refusalOf(bytes(body)).detail()).isEqualTo("The body has to be a JSON object, not " + kind + ".");
    }

    @Test
    void namesAFieldThatIsGivenTwice() {
        assertThat(refusalOf(bytes("{\"title\":1,\"title\":2}")).detail())
                .startsWith("The body names a field twice")
                .contains("'title'");
    }

    @Test
    void refusesAnEmptyBodyBrokenUtf8AndEndlessNesting() {
        assertThat(refusalOf(new byte[0]).detail()).startsWith("The body is empty");
        assertThat(refusalOf(new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'})
                        .detail())
                .isEqualTo("The body is not valid UTF-8.");
        assertThat(refusalOf(bytes("{\"a\":" + "[".repeat(100_000))).detail())
                .startsWith("The body is nested deeper than 20 levels");
    }

    @Test
    void namesEveryFieldAtFaultInOneAnswer() {
        Problem problem = refusalOf(
                "{\"title\":1,\"count\":1.0,\"big\":1e3,\"huge\":99999999999999999999,\"lines\":[{\"n\":0},7],\"usr\":1}",
                body -> {
                    body.text("title", 10);
                    body.whole("count", 1, 5);
                    body.whole("big", 1, 5);
                    body.whole("huge", 1, 5);
                    body.text("missing", 10);
                    body.objects("lines", 1, 3).forEach(line -> line.whole("n", 1, 5));
                });

        assertThat(problem.status()).isEqualTo(422);
        assertThat(problem.errors())
                .containsExactly(
                        new FieldError("title", "must be a text, not a number"),
                        new FieldError("count", "must be a whole number, written without fraction or exponent"),
                        new FieldError("big", "must be a whole number, written without fraction or exponent"),
                        new FieldError("huge", "must be between 1 and 5"),
                        new FieldError("missing", "is required"),
                        new FieldError("lines[1]", "must be an object, not a number"),
                        new FieldError("lines[0].n", "must be between 1 and 5"),
                        new FieldError("usr", "is not known here; known are title, count, big, huge, missing, lines"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "12345678901",
                "a\\u0000b",
                "a\\u001bb",
                "a\\nb",
                "a\\u2028b",
                "a\\ud800b",
                "\\u00a0",
                "\\u200b\\u202e"
            })
    void refusesTextsThatAreBlankOverlongOrHoldControlCharacters(String text) {
        Problem problem = refusalOf("{\"t\":\"" + text + "\"}", body -> body.text("t", 10));

        assertThat(problem.errors())
                .singleElement()
                .extracting(FieldError::field)
                .isEqualTo("t");
    }

    @Test
    void countsCharactersAsPeopleDo() {
        Fields body = JsonBody.read(bytes("{\"t\":\"" + "🦊".repeat(10) + "\",\"d\":\"two\\nlines\"}"));

        assertThat(body.text("t", 10)).isEqualTo("🦊".repeat(10));
        assertThat(body.optionalLines("d", 20)).isEqualTo("two\nlines");
        body.done();
    }

    @Test
    void takesAnIdAsTextOrWholeNumber() {
        Fields body = JsonBody.read(bytes("{\"a\":\"user_123\",\"b\":42,\"c\":null}"));

        assertThat(List.of(body.textOrWhole("a", 100), body.textOrWhole("b", 100)))
                .containsExactly("user_123", "42");
        assertThat(body.optionalText("c", 10)).isNull();
        body.done();
        assertThat(refusalOf("{\"a\":1.5}", half -> half.textOrWhole("a", 100)).detail())
                .isEqualTo("a must be a text or a whole number, not a number");
    }

    @Test
    void reportsAtMostFiftyFaults() {
        StringBuilder body = new StringBuilder("{\"x\":1");
        for (int i = 0; i < 1_000; i++) {
            body.append(",\"").append("long".repeat(50)).append(i).append("\":1");
        }

        assertThat(refusalOf(body + "}", fields -> fields.whole("x", 1, 1)).errors())
                .hasSize(50)
                .allSatisfy(error -> assertThat(error.field()).hasSizeLessThan(110));
    }

    private static Problem refusalOf(String body, Consumer<Fields> asking) {
        return refusal(() -> {
            Fields fields = JsonBody.read(bytes(body));
            asking.accept(fields);
            fields.done();
        });
    }

    private static Problem refusalOf(byte[] body) {
        return refusal(() -> JsonBody.read(body));
    }

    private static Problem refusal(Runnable reading) {
        ProblemException refused = catchThrowableOfType(ProblemException.class, reading::run);
        return Objects.requireNonNull(refused).problem();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
