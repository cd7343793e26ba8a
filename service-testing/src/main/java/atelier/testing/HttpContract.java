package atelier.testing;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.testing.HttpCalls.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** A running service that is asked what it should never be asked. A service's tests extend what extends it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class HttpContract {
    private final String collection;
    private final String sound;

    @SuppressWarnings("NullAway.Init")
    private RunningService service;

    HttpContract(String collection, String sound) {
        this.collection = collection;
        this.sound = sound;
    }

    @BeforeAll
    void start() {
        service = RunningService.start();
    }

    @AfterAll
    void stop() {
        service.close();
    }

    HttpCalls http() {
        return service.http();
    }

    /** A path that takes GET and POST. */
    String collection() {
        return collection;
    }

    /** A body that the collection takes. */
    String sound() {
        return sound;
    }

    /** What a head is answered, whole. */
    String raw(String line, String headers) {
        return RawHttp.exchange(http().port(), line + "\r\nHost: x\r\nConnection: close\r\n" + headers + "\r\n");
    }

    static void assertProblem(Answer answer, int status) {
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.body().get("status").asInt()).isEqualTo(status);
    }
}
