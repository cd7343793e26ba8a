package atelier.orders.viewing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import atelier.events.DesignEvent;
import atelier.events.Topics;
import atelier.events.TypeId;
import atelier.orders.Shop;
import atelier.testing.HttpCalls.Answer;
import atelier.testing.RunningService;
import atelier.testing.Speaker;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrderHistoryHttpTest {
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
    void tellsEachStepWithItsReason() {
        String fox = TypeId.next("design").toString();
        String order = shop.order(fox);
        try (Speaker speaker = service.speaker()) {
            var rejected =
                    new DesignEvent.StatusChanged(fox, "u", "Fox", "pending", "rejected", "blurred", Instant.now());
            speaker.say(service.topic(Topics.DESIGNS), rejected, 2);
            await().atMost(PATIENCE).until(() -> shop.history(order).size() == 3);
        }

        JsonNode items = page(order, "").body().get("items");
        assertThat(items.findValuesAsText("reason"))
                .containsExactly("null", "waits until approved: " + fox, fox + " is rejected: blurred");
        assertThat(items.at("/0/from").isNull()).isTrue();
        assertThat(items.at("/0/at")).isEqualTo(shop.view(order).get("created_at"));
        assertThat(items.at("/2/at")).isEqualTo(shop.view(order).get("updated_at"));
        assertThat(shop.history(order))
                .containsExactly(
                        "1 >created order.created",
                        "2 created>created order.on_hold",
                        "3 created>cancelled order.cancelled");
    }

    @Test
    void comesInPages() {
        String order = shop.order();
        shop.step(order, "processed");
        shop.step(order, "shipped");

        Answer first = page(order, "?limit=2");
        assertThat(first.body().get("items").findValuesAsText("sequence")).containsExactly("1", "2");
        assertThat(first.body().get("next_cursor").asText()).isEqualTo("2");
        Answer second = page(order, "?limit=2&cursor=2");
        assertThat(second.body().get("items").findValuesAsText("sequence")).containsExactly("3");
        assertThat(second.body().get("next_cursor").isNull()).isTrue();
        assertThat(page(order, "?cursor=99").body().get("items")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=101",
                "limit=x",
                "cursor=-1",
                "cursor=x",
                "cursor=",
                "cursor=9999999999",
                "lmit=1"
            })
    void answers400AndNamesTheParameterAtFault(String query) {
        Answer answer = page(shop.order(), "?" + query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().at("/errors/0/field").asText()).isEqualTo(query.substring(0, query.indexOf('=')));
    }

    private Answer page(String order, String query) {
        return service.http().get("/api/orders/" + order + "/history" + query);
    }
}
