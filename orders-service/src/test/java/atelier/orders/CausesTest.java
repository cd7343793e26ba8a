package atelier.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import atelier.events.Topics;
import atelier.events.TypeId;
import atelier.testing.Listener;
import atelier.testing.Listener.Heard;
import atelier.testing.OutboxRows;
import atelier.testing.RunningService;
import atelier.testing.Speaker;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One request, and what others did because of it, can be followed from record to record. */
class CausesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final String OTHER_TRACE = "00-11111111111111111111111111111111-2222222222222222-01";

    @Test
    void areCarriedFromTheRequestToKafkaAndFromEventToEvent() {
        try (RunningService service = RunningService.start();
                Speaker designs = service.speaker();
                Listener topic = service.listener(Topics.ORDERS)) {
            String design = TypeId.next("design").toString();
            String order = service.http()
                    .send(service.http()
                            .request("/api/orders")
                            .header("Content-Type", "application/json")
                            .header("X-Request-Id", "request-1")
                            .header("X-Correlation-Id", "story-1")
                            .header("traceparent", TRACE)
                            .POST(BodyPublishers.ofString("{\"user_id\":\"u\",\"items\":[{\"design_id\":\"" + design
                                    + "\",\"quantity\":1,\"unit_price\":1}]}")))
                    .body()
                    .get("id")
                    .asText();
            designs.publish(
                    service.topic(Topics.DESIGNS),
                    design,
                    Map.of(
                            "ce_specversion", "1.0",
                            "ce_id", "0190f5a0-0000-7000-8000-000000000001",
                            "ce_type", "design.status_changed",
                            "ce_source", "/elsewhere",
                            "ce_subject", design,
                            "ce_sequence", "2",
                            "ce_correlationid", "story-2",
                            "traceparent", OTHER_TRACE,
                            "content-type", "application/json"),
                    ("{\"design_id\":\"" + design + "\",\"user_id\":\"d\",\"title\":\"t\","
                                    + "\"old_status\":\"pending\",\"new_status\":\"approved\",\"reason\":null,"
                                    + "\"changed_at\":\"2026-01-01T00:00:00Z\"}")
                            .getBytes(StandardCharsets.UTF_8));

            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(service.outbox().typesOf(order)).contains("order.released 3"));
            OutboxRows.Row released = service.outbox().of(order).getLast();
            assertThat(released.causationId()).isEqualTo("0190f5a0-0000-7000-8000-000000000001");
            await().atMost(PATIENCE).until(() -> topic.heard().size() >= 3);
            Heard placed = topic.heard().getFirst();
            assertCause(placed, "story-1", "request-1", TRACE);
            assertCause(topic.heard().getLast(), "story-2", "0190f5a0-0000-7000-8000-000000000001", OTHER_TRACE);
        }
    }

    private static void assertCause(Heard record, String correlation, String causation, String trace) {
        assertThat(record.header("ce_correlationid")).isEqualTo(correlation);
        assertThat(record.header("ce_causationid")).isEqualTo(causation);
        assertThat(record.header("traceparent")).isEqualTo(trace);
    }
}
