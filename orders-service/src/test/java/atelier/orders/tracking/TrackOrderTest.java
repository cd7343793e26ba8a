package atelier.orders.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import atelier.events.DesignEvent;
import atelier.events.OrderEvent;
import atelier.events.Topics;
import atelier.events.TypeId;
import atelier.orders.Shop;
import atelier.testing.HttpCalls.Answer;
import atelier.testing.RunningService;
import atelier.testing.Speaker;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrackOrderTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @SuppressWarnings("NullAway.Init")
    private RunningService service;

    @SuppressWarnings("NullAway.Init")
    private Shop shop;

    @BeforeAll
    void start() {
        service = RunningService.start();
        shop = new Shop(service.http());
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void followsTheEventsOfAnOrder() {
        String order = shop.order(TypeId.next("design").toString());
        shop.patch(order, "{\"new_status\":\"cancelled\",\"reason\":\"changed my mind\"}", null);

        await().atMost(PATIENCE).until(() -> steps(order).size() == 3);

        JsonNode tracking = tracking(order);
        assertThat(tracking.get("order_id").asText()).isEqualTo(order);
        assertThat(tracking.get("status").asText()).isEqualTo("cancelled");
        assertThat(steps(order)).containsExactly("created", "on_hold", "cancelled");
        assertThat(tracking.at("/steps/0/at")).isEqualTo(shop.view(order).get("created_at"));
        assertThat(tracking.at("/steps/0/reason").isNull()).isTrue();
        assertThat(tracking.at("/steps/2/reason").asText()).isEqualTo("changed my mind");
        assertThat(tracking.at("/steps/2/event_id").asText()).hasSize(36);
    }

    @Test
    void isTheSameInWhateverOrderTheEventsCome() {
        String order = TypeId.next("order").toString();
        Instant at = Instant.parse("2026-11-20T10:00:00Z");
        try (Speaker speaker = service.speaker()) {
            speaker.say(topic(), new OrderEvent.Delivered(order, "u", null, at), 4);
            String shipped = speaker.say(topic(), new OrderEvent.Shipped(order, "u", "parcel 42", at), 3);
            speaker.say(topic(), new OrderEvent.Shipped(order, "u", "parcel 42", at), 3, shipped);
            speaker.say(topic(), new OrderEvent.Shipped(order, "u", "somebody else's", at), 3);
            speaker.say(topic(), new OrderEvent.Created(order, "u", 1, "USD", List.of(), at), 1);
            speaker.say(topic(), new OrderEvent.Processed(order, "u", null, at), 2);
        }

        await().atMost(PATIENCE).until(() -> steps(order).size() == 4);
        assertThat(steps(order)).containsExactly("created", "processed", "shipped", "delivered");
        assertThat(tracking(order).get("status").asText()).isEqualTo("delivered");
        assertThat(tracking(order).at("/steps/2/reason").asText()).isEqualTo("parcel 42");
    }

    @Test
    void isNotStoppedByWhatARecordHolds() {
        String order = shop.order();
        try (Speaker speaker = service.speaker()) {
            Stream.of(
                            "",
                            "{",
                            "[]",
                            "{\"event\":\"order.shipped\",\"data\":{}}",
                            "{\"event\":\"order.lost\",\"data\":{}}")
                    .forEach(text -> speaker.publish(topic(), order, Map.of(), text.getBytes(StandardCharsets.UTF_8)));
            speaker.say(topic(), new OrderEvent.Shipped("order_\u0000", "u", null, Instant.now()), 2);
            speaker.say(topic(), new OrderEvent.Shipped(order, "u", null, Instant.now()), -1);
            speaker.say(topic(), new OrderEvent.Shipped(order, "u", null, Instant.MAX.minusSeconds(1)), 2);
            speaker.say(topic(), new DesignEvent.Created("design_1", "t", null, "u", "draft", Instant.now()), 1);
            speaker.say(topic(), new OrderEvent.Processed(order, "u", "half a \ud800 pair\u0000", Instant.now()), 2);
        }

        await().atMost(PATIENCE).until(() -> steps(order).equals(List.of("created", "processed")));
        assertThat(tracking(order).at("/steps/1/reason").asText()).isEqualTo("half a  pair");
    }

    @Test
    void answersWithoutStepsAsLongAsNothingWasHeard() {
        try (RunningService deaf = RunningService.start(Map.of("kafka.brokers", "127.0.0.1:1"))) {
            String order = new Shop(deaf.http()).order();

            Answer answer = deaf.http().get("/api/orders/" + order + "/tracking");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.raw().body()).isEqualTo("{\"order_id\":\"" + order + "\",\"status\":null,\"steps\":[]}");
        }
    }

    private String topic() {
        return service.topic(Topics.ORDERS);
    }

    private JsonNode tracking(String order) {
        return service.http().get("/api/orders/" + order + "/tracking").body();
    }

    private List<String> steps(String order) {
        return tracking(order).path("steps").findValuesAsText("status");
    }
}
