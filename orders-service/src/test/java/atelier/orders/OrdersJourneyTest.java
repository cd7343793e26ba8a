package atelier.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import atelier.events.Topics;
import atelier.events.TypeId;
import atelier.testing.Listener;
import atelier.testing.RunningService;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** From the request to the records that everybody else reads. */
class OrdersJourneyTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @Test
    void whatWasSaidOverHttpReachesKafkaInItsEnvelope() {
        try (RunningService service = RunningService.start();
                Listener topic = service.listener(Topics.ORDERS);
                Listener notifications = service.listener(Topics.NOTIFICATIONS)) {
            String id = say(service);

            await().atMost(PATIENCE).until(() -> topic.heard().size() >= 2);
            List<Listener.Heard> heard = topic.heard();
            assertThat(heard)
                    .extracting(record -> record.header("ce_type"))
                    .containsExactly("order.created", "order.on_hold");
            assertThat(heard).extracting(record -> record.header("ce_sequence")).containsExactly("1", "2");
            assertThat(heard).allSatisfy(record -> {
                assertThat(record.key()).isEqualTo(id);
                assertThat(record.headers())
                        .containsAllEntriesOf(
                                Map.of("ce_specversion", "1.0", "ce_subject", id, "content-type", "application/json"))
                        .containsKeys("ce_source", "ce_time", "ce_correlationid");
                assertThat(record.header("ce_id")).matches("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f-]{21}");
                assertThat(record.data().get("order_id").asText()).isEqualTo(id);
            });
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(notifications.heard())
                    .anySatisfy(record ->
                            assertThat(record.data().get("type").asText()).isEqualTo("order_placed")));
        }
    }

    private static String say(RunningService service) {
        String id = service.http()
                .post(
                        "/api/orders",
                        "{\"user_id\":\"u\",\"items\":[{\"design_id\":\"" + TypeId.next("design")
                                + "\",\"quantity\":1,\"unit_price\":1}]}")
                .body()
                .get("id")
                .asText();
        return id;
    }
}
