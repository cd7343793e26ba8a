package atelier.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import atelier.devstack.process.ChildJvm;
import atelier.events.Topics;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a service ships its log lines to Kafka. A service's tests extend it. */
public abstract class ShippingContract {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    private final Class<?> main;
    private final String service;
    private final String collection;

    protected ShippingContract(Class<?> main, String service, String collection) {
        this.main = main;
        this.service = service;
        this.collection = collection;
    }

    @Test
    void shipsTheLineOfARequestWithItsIdsAndStillPrintsIt() {
        try (ServiceProcess process = ServiceProcess.start(main);
                Listener topic = process.listener(Topics.APPLICATION_LOGS)) {
            process.http()
                    .send(process.http()
                            .request(collection)
                            .header("X-Request-Id", "request-1")
                            .header("X-Correlation-Id", "story-1")
                            .header("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01")
                            .GET());

            await().atMost(PATIENCE).untilAsserted(() -> assertThat(lines(topic, "atelier.access"))
                    .hasSize(1));
            JsonNode line = lines(topic, "atelier.access").getFirst();
            assertThat(line.get("message").asText()).startsWith("GET " + collection + " 200 ");
            assertThat(line.get("level").asText()).isEqualTo("info");
            assertThat(line.get("service").asText()).isEqualTo(service);
            assertThat(line.get("request_id").asText()).isEqualTo("request-1");
            assertThat(line.get("correlation_id").asText()).isEqualTo("story-1");
            assertThat(line.get("trace_id").asText()).isEqualTo(TRACE);
            assertThat(lines(topic, "atelier.problem.starting.ServiceStart"))
                    .extracting(started -> started.get("message").asText())
                    .singleElement()
                    .asString()
                    .contains("listens on");
            assertThat(process.log()).anyMatch(printed -> printed.contains("request-1"));
            assertThat(process.http().get("/prometheus").raw().body())
                    .contains("\nlog_shipping_dropped_total 0.0")
                    .contains("\nlog_shipping_shipped_total ");
        }
    }

    @Test
    void endsTheStartWithOneLineAboutAWrongSetting(@TempDir Path folder) throws Exception {
        Path log = folder.resolve("log");
        try (ChildJvm process = ChildJvm.of(main, log)
                .environment("KAFKA_LOGGING_LEVEL", "loud")
                .start()) {
            assertThat(process.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isEqualTo(1);
        }

        assertThat(Files.readString(log))
                .contains(main.getSimpleName()
                        + " cannot start: KAFKA_LOGGING_LEVEL is 'loud'; allowed: trace, debug, info, warn, error")
                .doesNotContain("\tat ");
    }

    private static List<JsonNode> lines(Listener topic, String logger) {
        return topic.heard().stream()
                .map(Listener.Heard::data)
                .filter(line -> line.get("logger").asText().equals(logger))
                .toList();
    }
}
