package atelier.problem.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import atelier.problem.FieldError;
import atelier.problem.Problem;
import atelier.problem.ProblemException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpRequest;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IfMatchTest {
    @Test
    void allowsEveryVersionWhenNothingIsAskedFor() {
        assertThat(IfMatch.of(request()).allows(7)).isTrue();
        assertThat(IfMatch.of(request("*")).allows(7)).isTrue();
    }

    @Test
    void allowsTheVersionsThatAreNamed() {
        assertThat(IfMatch.of(request("\"7\"")).allows(7)).isTrue();
        assertThat(IfMatch.of(request("\"6\" , \"a,b\",\"7\"")).allows(7)).isTrue();
        assertThat(IfMatch.of(request("\"6\"", "\"7\"")).allows(7)).isTrue();
        assertThat(IfMatch.of(request("\"6\"")).allows(7)).isFalse();
        assertThat(IfMatch.of(request("\"07\"")).allows(7)).isFalse();
        assertThat(IfMatch.of(request("\"7,7\"")).allows(7)).isFalse();
    }

    @Test
    void neverTakesAWeakTagForTheVersion() {
        assertThat(IfMatch.of(request("W/\"7\"")).allows(7)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "7", "\"7", "7\"", "\"7\" \"8\"", "\"7\",", "*, \"7\"", "w/\"7\"", "\"a b\"", "\"\"7\"\""})
    void refusesWhatIsMalformed(String value) {
        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> IfMatch.of(request(value)));

        Problem problem = Objects.requireNonNull(refused).problem();
        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.errors()).extracting(FieldError::field).isEqualTo(List.of("If-Match"));
    }

    @Test
    void isNotStalledByALongHeader() {
        assertThat(IfMatch.of(request("\"1\",".repeat(4_000) + "\"7\"")).allows(7))
                .isTrue();
    }

    @Test
    void anAnswerToAStaleOneTellsTheCurrentVersion() {
        var answer = Problem.preconditionFailed(IfMatch.etag(8));

        assertThat(answer.code()).isEqualTo(412);
        assertThat(answer.header("ETag")).isEqualTo("\"8\"");
        assertThat(answer.body().type()).isEqualTo("urn:atelier:problem:precondition-failed");
    }

    private static HttpRequest<?> request(String... values) {
        MutableHttpRequest<?> request = HttpRequest.DELETE("/things/1");
        for (String value : values) {
            request.header("If-Match", value);
        }
        return request;
    }
}
