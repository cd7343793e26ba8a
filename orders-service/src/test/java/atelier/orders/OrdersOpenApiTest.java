package atelier.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import atelier.events.TypeId;
import atelier.testing.HttpCalls;
import atelier.testing.OpenApiContract;
import atelier.testing.RunningService;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The document is what the service does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrdersOpenApiTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @SuppressWarnings("NullAway.Init")
    private RunningService service;

    @SuppressWarnings("NullAway.Init")
    private OpenApiContract contract;

    @BeforeAll
    void start() {
        service = RunningService.start();
        contract = OpenApiContract.of(service);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void describesEveryRouteAndNothingElse() {
        contract.describesEveryRoute();
    }

    @Test
    void hasExamplesThatAreTaken() {
        contract.acceptsItsExamples();
    }

    @Test
    void describesEveryAnswer() {
        HttpCalls http = contract.http();
        Shop shop = new Shop(http);
        String held = shop.order(TypeId.next("design").toString());
        String order = shop.order();
        assertThat(shop.step(held, "processed").status()).isEqualTo(409);
        assertThat(shop.step(held, "cancelled").status()).isEqualTo(200);
        assertThat(shop.step(order, "processed", "\"9\"").status()).isEqualTo(412);
        assertThat(shop.step(order, "processed", "9").status()).isEqualTo(400);
        for (String step : List.of("processed", "shipped", "delivered")) {
            assertThat(shop.step(order, step).status()).isEqualTo(200);
        }
        assertThat(shop.patch(order, "{}", null).status()).isEqualTo(422);
        assertThat(shop.patch(order, "[]", null).status()).isEqualTo(400);
        for (String path : List.of("", "/history", "/tracking")) {
            assertThat(http.get("/api/orders/" + order + path).status()).isEqualTo(200);
            assertThat(http.get("/api/orders/order_1" + path).status()).isEqualTo(404);
        }
        assertThat(shop.history(held)).hasSize(3);
        await().atMost(PATIENCE)
                .until(() -> http.get("/api/orders/" + held + "/tracking")
                                .body()
                                .get("steps")
                                .size()
                        == 3);
        assertThat(http.get("/api/orders").status()).isEqualTo(200);
        assertThat(http.get("/api/orders?limit=1&on_hold=false").status()).isEqualTo(200);
        assertThat(http.get("/api/orders?limit=0").status()).isEqualTo(400);
        assertThat(http.get("/api/orders/" + order + "/history?limit=1").status())
                .isEqualTo(200);
        assertThat(http.get("/api/orders/" + order + "/history?cursor=x").status())
                .isEqualTo(400);
        assertThat(http.get("/api/outbox").body().get("events").size()).isGreaterThan(8);
        assertThat(http.get("/api/outbox?limit=1&after=1763726400000000-0").status())
                .isEqualTo(200);
        assertThat(http.get("/api/outbox?after=x").status()).isEqualTo(400);
    }

    @Test
    void describesHowANewOrderIsRefused() {
        HttpCalls http = contract.http();
        String item = "{\"sku\":\"mug\",\"quantity\":1,\"unit_price\":1}";
        String body = "{\"user_id\":\"u\",\"items\":[" + item + "]}";
        assertThat(http.post("/api/orders", "{}").status()).isEqualTo(422);
        assertThat(http.post("/api/orders", "").status()).isEqualTo(400);
        assertThat(http.post("/api/orders", " ".repeat(1_100_000)).status()).isEqualTo(413);
        assertThat(http.send(http.request("/api/orders")
                                .header("Content-Type", "text/plain")
                                .POST(BodyPublishers.ofString(body)))
                        .status())
                .isEqualTo(415);
        assertThat(keyed(http, "a b", body)).isEqualTo(400);
        assertThat(keyed(http, "key", body)).isEqualTo(201);
        assertThat(keyed(http, "key", body)).isEqualTo(201);
        assertThat(keyed(http, "key", body.replace("mug", "cup"))).isEqualTo(422);
    }

    private static int keyed(HttpCalls http, String key, String body) {
        return http.send(http.request("/api/orders")
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key)
                        .POST(BodyPublishers.ofString(body)))
                .status();
    }
}
