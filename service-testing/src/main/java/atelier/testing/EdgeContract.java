package atelier.testing;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.testing.HttpCalls.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every service answers to paths, methods and heads that lead nowhere. A service's tests extend it. */
public abstract class EdgeContract extends HttpContract {
    /**
     * @param collection a path that takes GET and POST
     * @param sound a body that it takes
     */
    protected EdgeContract(String collection, String sound) {
        super(collection, sound);
    }

    @Test
    void namesTheMethodsThatArePossible() {
        Answer refused = http().send(http().request(collection()).DELETE());

        assertProblem(refused, 405);
        assertThat(refused.header("Allow")).contains("GET", "POST");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing",
                "/%2e%2e/%2e%2e/etc/passwd",
                "/api/../../etc/passwd",
                "C/..%2f..%2fetc%2fpasswd",
                "C/%27%3B%20drop%20table%20outbox%3B--",
                "C/1'%20or%20'1'='1",
                "C/%00",
                "C/%ff",
                "C/x%0d%0aX-Injected:%201"
            })
    void findsNothingWhereNothingIs(String path) {
        String answer = raw("GET " + path.replaceFirst("^C", collection()) + " HTTP/1.1", "");

        assertThat(answer)
                .startsWith("HTTP/1.1 404")
                .contains("application/problem+json")
                .doesNotContain("\nX-Injected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"C/%zz", "C/%", "C?limit=%zz", "C?limit=%", "C?%=1", "C?limit=%ff", "C?limit=1%00"})
    void refusesBrokenPercentEncoding(String path) {
        String answer = raw("GET " + path.replaceFirst("^C", collection()) + " HTTP/1.1", "");

        assertThat(answer).matches("(?s)HTTP/1\\.1 40[04].*").contains("application/problem+json");
    }

    /** HTTP/1.0, when it is too long to tell. */
    @Test
    void refusesAnOverlongHead() {
        assertThat(raw("GET " + collection() + "?x=" + "x".repeat(9_000) + " HTTP/1.1", ""))
                .matches("(?s)HTTP/1\\.[01] 414.*application/problem\\+json.*request-line-too-long.*");
        assertThat(raw("GET " + collection() + " HTTP/1.1", "X-Long: " + "x".repeat(20_000) + "\r\n"))
                .matches("(?s)HTTP/1\\.1 431.*application/problem\\+json.*headers-too-large.*");
    }

    @Test
    void answersHeadWithoutABodyAndOptionsWithoutFailing() {
        String head = raw("HEAD " + collection() + " HTTP/1.1", "");

        assertThat(head).startsWith("HTTP/1.1 200").endsWith("\r\n\r\n");
        assertThat(raw("OPTIONS " + collection() + " HTTP/1.1", "")).matches("(?s)HTTP/1\\.1 (200|204|405).*");
        assertThat(raw("NONSENSE " + collection() + " HTTP/1.1", ""))
                .matches("(?s)HTTP/1\\.[01] (400|405|501).*application/problem\\+json.*");
        assertThat(raw("nonsense", "")).matches("(?s)HTTP/1\\.[01] 400.*application/problem\\+json.*");
    }
}
