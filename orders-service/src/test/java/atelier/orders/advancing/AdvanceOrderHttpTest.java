package atelier.orders.advancing;

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
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdvanceOrderHttpTest {
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
    void movesAnOrderAlongAndSaysEachStep() {
        String order = shop.order();

        Answer processed = shop.patch(order, "{\"new_status\":\"processed\",\"reason\":\"в работе\"}", null);
        assertThat(processed.status()).isEqualTo(200);
        assertThat(processed.body().get("status").asText()).isEqualTo("processed");
        assertThat(processed.body().get("reason").asText()).isEqualTo("в работе");
        assertThat(processed.header("ETag")).isEqualTo("\"2\"");
        assertThat(shop.view(order)).isEqualTo(processed.body());
        assertThat(shop.step(order, "shipped").status()).isEqualTo(200);
        Answer delivered = shop.step(order, "delivered");
        assertThat(delivered.body().get("reason").isNull()).isTrue();

        assertThat(service.outbox().typesOf(order))
                .containsExactly("order.created 1", "order.processed 2", "order.shipped 3", "order.delivered 4");
        assertThat(service.outbox().of(order).get(1).text("reason")).isEqualTo("в работе");
        assertThat(shop.history(order))
                .containsExactly(
                        "1 >created order.created",
                        "2 created>processed order.processed",
                        "3 processed>shipped order.shipped",
                        "4 shipped>delivered order.delivered");
        assertThat(service.outbox().notices(order))
                .extracting(notice -> notice.text("type"))
                .containsExactly("order_placed", "order_processed", "order_shipped", "order_delivered");
    }

    @ParameterizedTest
    @CsvSource({
        "'', shipped, processed cancelled",
        "'', delivered, processed cancelled",
        "'', created, processed cancelled",
        "processed, processed, shipped cancelled",
        "processed, delivered, shipped cancelled",
        "processed shipped, cancelled, delivered",
        "processed shipped, processed, delivered",
        "processed shipped delivered, cancelled, ''",
        "cancelled, processed, ''",
        "cancelled, cancelled, ''",
        "processed cancelled, shipped, ''",
    })
    void answers409AndThePossibleStepsWhenThatOneIsForbidden(String before, String step, String possible) {
        String order = shop.order();
        for (String earlier : words(before)) {
            assertThat(shop.step(order, earlier).status()).isEqualTo(200);
        }
        List<String> history = shop.history(order);

        Answer answer = shop.step(order, step);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body().get("type").asText()).isEqualTo("urn:atelier:problem:forbidden-step");
        assertThat(texts(answer.body().get("allowed"))).containsExactlyElementsOf(words(possible));
        assertThat(shop.history(order)).isEqualTo(history);
        assertThat(service.outbox().of(order)).hasSize(history.size());
    }

    @Test
    void isNotProcessedWhileOnHoldButCanBeCancelled() {
        String order = shop.order(TypeId.next("design").toString());

        Answer refused = shop.step(order, "processed");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body().get("detail").asText()).contains("on hold");
        assertThat(texts(refused.body().get("allowed"))).containsExactly("cancelled");
        Answer cancelled = shop.step(order, "cancelled");

        assertThat(cancelled.status()).isEqualTo(200);
        assertThat(cancelled.body().get("on_hold").asBoolean()).isFalse();
        assertThat(cancelled.body().get("reason").asText()).isEqualTo("cancelled on request");
        assertThat(shop.history(order))
                .containsExactly(
                        "1 >created order.created",
                        "2 created>created order.on_hold",
                        "3 created>cancelled order.cancelled");
        assertThat(service.outbox().notices(order)).hasSize(3);
    }

    @Test
    void isNotTouchedByADecisionAfterItWasCancelledOnHold() {
        String fox = TypeId.next("design").toString();
        String cancelled = shop.order(fox);
        String waiting = shop.order(fox);
        shop.step(cancelled, "cancelled");

        try (Speaker speaker = service.speaker()) {
            var approved = new DesignEvent.StatusChanged(fox, "u", "Fox", "pending", "approved", null, Instant.now());
            speaker.say(service.topic(Topics.DESIGNS), approved, 2);
            await().atMost(PATIENCE)
                    .until(() -> !shop.view(waiting).get("on_hold").asBoolean());
        }

        assertThat(shop.history(waiting)).last().isEqualTo("3 created>created order.released");
        assertThat(shop.history(cancelled)).last().isEqualTo("3 created>cancelled order.cancelled");
        assertThat(service.outbox().of(cancelled)).hasSize(3);
    }

    @Test
    void changesOnlyTheVersionThatIfMatchNames() {
        String order = shop.order();
        assertThat(service.http().get("/api/orders/" + order).header("ETag")).isEqualTo("\"1\"");

        Answer stale = shop.step(order, "processed", "\"7\"");
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.header("ETag")).isEqualTo("\"1\"");
        assertThat(shop.step(order, "processed", "W/\"1\"").status()).isEqualTo(412);
        assertThat(shop.step(order, "processed", "1").status()).isEqualTo(400);
        assertThat(shop.history(order)).hasSize(1);
        assertThat(shop.step(order, "processed", "\"9\", \"1\"").status()).isEqualTo(200);
        assertThat(shop.step(order, "shipped", "\"1\"").status()).isEqualTo(412);
        assertThat(shop.step(order, "shipped", "*").status()).isEqualTo(200);
        // The version comes first: a caller with an old picture is told so, not that the step is forbidden.
        assertThat(shop.step(order, "cancelled", "\"1\"").status()).isEqualTo(412);
    }

    @ParameterizedTest
    @ValueSource(strings = {"order_01m7x9j32jegtvzxswv5yp5znk", "order_1", "1", "%00"})
    void answers404WhenThereIsNoSuchOrder(String id) {
        assertThat(shop.step(id, "processed").status()).isEqualTo(404);
        assertThat(service.http().get("/api/orders/" + id + "/history").status())
                .isEqualTo(404);
        assertThat(service.http().get("/api/orders/" + id + "/tracking").status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{}                                           | new_status",
                "{'new_status':null}                          | new_status",
                "{'new_status':7}                             | new_status",
                "{'new_status':''}                            | new_status",
                "{'new_status':'Processed'}                   | new_status",
                "{'new_status':'on_hold'}                     | new_status",
                "{'new_status':'released'}                    | new_status",
                "{'new_status':['processed']}                 | new_status",
                "{'new_status':'processed','reason':7}        | reason",
                "{'new_status':'processed','reason':''}       | reason",
                "{'new_status':'processed','reason':' '}      | reason",
                "{'new_status':'processed','reason':'\\u0000'} | reason",
                "{'new_status':'processed','reason':'a\\nb'}  | reason",
                "{'new_status':'processed','reason':'\\ud800'} | reason",
                "{'new_status':'processed','reason':'LONG'}   | reason",
                "{'new_status':'processed','status':'x'}      | status",
            })
    void answers422AndNamesTheFieldAtFault(String body, String field) {
        String order = shop.order();

        Answer answer = shop.patch(order, body.replace('\'', '"').replace("LONG", "x".repeat(501)), null);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().at("/errors/0/field").asText()).isEqualTo(field);
        assertThat(answer.body().get("errors")).hasSize(1);
        assertThat(shop.history(order)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "[]", "\"processed\"", "{\"new_status\":\"processed\",\"new_status\":\"cancelled\"}"})
    void answers400WhenTheBodyIsNoJsonObject(String body) {
        String order = shop.order();

        assertThat(shop.patch(order, body, null).status()).isEqualTo(400);
        assertThat(shop.history(order)).hasSize(1);
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" "));
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
