package atelier.designs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import atelier.events.Topics;
import atelier.testing.Listener;
import atelier.testing.RunningService;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** From the request to the records that everybody else reads. */
class DesignsJourneyTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @Test
    void whatWasSaidOverHttpReachesKafkaInItsEnvelope() {
        try (RunningService service = RunningService.start();
                Listener topic = service.listener(Topics.DESIGNS);
                Listener notifications = service.listener(Topics.NOTIFICATIONS)) {
            String id = say(service);

            await().atMost(PATIENCE).until(() -> topic.heard().size() >= 2);
            List<Listener.Heard> heard = topic.heard();
            assertThat(heard)
                    .extracting(record -> record.header("ce_type"))
                    .containsExactly("design.created", "design.status_changed");
            assertThat(heard).extracting(record -> record.header("ce_sequence")).containsExactly("1", "2");
            assertThat(heard).allSatisfy(record -> {
                assertThat(record.key()).isEqualTo(id);
                assertThat(record.headers())
                        .containsAllEntriesOf(
                                Map.of("ce_specversion", "1.0", "ce_subject", id, "content-type", "application/json"))
                        .containsKeys("ce_source", "ce_time", "ce_correlationid");
                assertThat(record.header("ce_id")).matches("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f-]{21}");
                assertThat(record.data().get("design_id").asText()).isEqualTo(id);
            });
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(notifications.heard())
                    .anySatisfy(record ->
                            assertThat(record.data().get("type").asText()).isEqualTo("design_approved")));
        }
    }

    private static String say(RunningService service) {
        String id = service.http()
                .post("/api/designs", "{\"title\":\"Fox\",\"user_id\":\"u\",\"status\":\"pending\"}")
                .body()
                .get("id")
                .asText();
        service.http().patch("/api/designs/" + id + "/status", "{\"new_status\":\"approved\"}");
        return id;
    }
}
