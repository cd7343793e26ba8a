package atelier.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.testing.HttpCalls.Answer;
import atelier.testing.RunningService;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;

/** The ids reach the virtual thread that does the work, which is where a service logs. */
class RequestIdsTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    @Test
    void areOnEveryLogLineOfTheirRequest() {
        try (RunningService service = RunningService.start()) {
            Answer given = service.http()
                    .send(request(service)
                            .header("X-Request-Id", "request-7")
                            .header("X-Correlation-Id", "correlation-7")
                            .header("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01"));
            assertThat(given.raw().body())
                    .isEqualTo("{\"correlation_id\":\"correlation-7\",\"request_id\":\"request-7\",\"trace_id\":\""
                            + TRACE + "\"}");
            assertThat(given.header("X-Request-Id")).isEqualTo("request-7");

            Answer made = service.http().send(request(service).header("X-Request-Id", "spoils the log"));
            String id = made.body().get("request_id").asText();
            assertThat(id).matches("[0-9a-f-]{36}");
            assertThat(made.header("X-Request-Id")).isEqualTo(id);
            assertThat(made.body().get("correlation_id").asText()).isEqualTo(id);
            assertThat(made.body().get("trace_id").asText()).matches("[0-9a-f]{32}");
        }
    }

    private static HttpRequest.Builder request(RunningService service) {
        return service.http()
                .request("/things")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"ids\":1}"));
    }
}
