package atelier.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.ingest.trial.Trial;
import atelier.ingest.trial.Waiting;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** log-ingest ships its own lines to a topic that it reads. */
class OwnLinesTest {

    private final HttpClient http = HttpClient.newHttpClient();
    private Trial trial;

    @BeforeEach
    void begin() {
        trial = new Trial("own");
        String topic = trial.topic("lines", 2);
        trial.ingest(
                "a",
                trial.clickHouseServer().port(),
                "512m",
                Map.of(
                        "KAFKA_LOGGING_ENABLED",
                        "true",
                        "TOPIC_APPLICATION_LOGS",
                        topic,
                        "INGEST_TOPICS_APPLICATION_LOGS",
                        topic,
                        "KAFKA_LOGGING_LEVEL",
                        "trace",
                        "LOG_LEVEL",
                        "TRACE"));
    }

    @AfterEach
    void end() throws Exception {
        trial.close();
        http.close();
    }

    @Test
    void endUpInTheTypedTableAndMakeNoNewOnes() throws Exception {
        Waiting.until("it answers", () -> get("before") == 200);
        Waiting.until("the request's line is in the table", () -> lines("request_id = 'before'") > 0);
        // Its own first lines have been handled by now, with whatever there was to say about that.
        Waiting.until("it answers again", () -> get("after") == 200);
        Waiting.until("the next one's, too", () -> lines("request_id = 'after'") > 0);

        assertThat(
                        row(
                                "SELECT service, toString(level), logger, message FROM application_logs WHERE request_id = 'after'"))
                .startsWith("log-ingest", "info", "atelier.access")
                .last()
                .asString()
                .startsWith("GET /api/logs/kafka_logs 200 ");
        assertThat(lines("logger = 'atelier.problem.starting.ServiceStart'")).isEqualTo(1);
        assertThat(lines("logger NOT LIKE 'atelier.access' AND logger NOT LIKE 'atelier.problem.%' AND level < 'warn'"))
                .isZero();
        assertThat(row("SELECT count() FROM ingest_dead_letters")).containsExactly("0");
    }

    private int get(String requestId) throws InterruptedException {
        try {
            URI uri = URI.create("http://127.0.0.1:" + trial.httpPort() + "/api/logs/kafka_logs");
            return http.send(
                            HttpRequest.newBuilder(uri)
                                    .header("X-Request-Id", requestId)
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return -1; // not up yet
        }
    }

    private long lines(String condition) {
        try {
            return Long.parseLong(row("SELECT count() FROM application_logs WHERE " + condition)
                    .getFirst());
        } catch (IOException e) {
            return -1; // the table is not there yet
        }
    }

    private List<String> row(String sql) throws IOException {
        return trial.clickHouse().rows(sql, Map.of()).getFirst();
    }
}
