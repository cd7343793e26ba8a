package atelier.orders.placing;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.events.TypeId;
import atelier.orders.order.DesignId;
import atelier.orders.order.DesignStatus;
import atelier.orders.store.KnownDesigns;
import atelier.testing.HttpCalls;
import atelier.testing.HttpCalls.Answer;
import atelier.testing.RunningService;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlaceOrderHttpTest {
    private static final String PATH = "/api/orders";

    @SuppressWarnings("NullAway.Init")
    private RunningService service;

    @SuppressWarnings("NullAway.Init")
    private HttpCalls http;

    @BeforeAll
    void start() {
        service = RunningService.start();
        http = service.http();
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void answers201WithLocationAndTheOrder() {
        String design = design(DesignStatus.APPROVED);
        Answer answer = http.post(PATH, """
                {"user_id":"user_123","items":[{"design_id":"%s","quantity":2,"unit_price":1999}],"currency":"USD"}""".formatted(design));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Location")).isEqualTo(PATH + "/" + id(answer));
        assertThat(answer.body().get("total").asLong()).isEqualTo(3998);
        assertThat(answer.body().get("status").asText()).isEqualTo("created");
        assertThat(answer.body().get("on_hold").asBoolean()).isFalse();
        assertThat(answer.body().get("items").toString())
                .isEqualTo("[{\"design_id\":\"" + design + "\",\"quantity\":2,\"unit_price\":1999}]");
        assertThat(http.get(answer.header("Location")).body()).isEqualTo(answer.body());
        assertThat(service.outbox().typesOf(id(answer))).containsExactly("order.created 1");
        assertThat(service.outbox().notices(id(answer)))
                .singleElement()
                .satisfies(notice -> assertThat(notice.text("type")).isEqualTo("order_placed"));
    }

    @Test
    void takesArticlesOfTheStockAndATotalThatAddsUp() {
        Answer answer = http.post(PATH, """
                {"user_id":7,"items":[{"sku":"mug-1","quantity":3,"unit_price":500},
                {"sku":"mug-2","quantity":1,"unit_price":0}],"total":1500,"currency":"EUR"}""");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body().get("currency").asText()).isEqualTo("EUR");
        assertThat(answer.body().get("user_id").asText()).isEqualTo("7");
    }

    @ParameterizedTest
    @EnumSource(names = {"UNKNOWN", "DRAFT", "PENDING"})
    void putsTheOrderOnHoldWhenADesignIsNotDecided(DesignStatus status) {
        Answer answer = http.post(PATH, orderOf(design(status)));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body().get("on_hold").asBoolean()).isTrue();
        assertThat(answer.body().get("status").asText()).isEqualTo("created");
        assertThat(http.get(PATH + "/" + id(answer)).body()).isEqualTo(answer.body());
        assertThat(service.outbox().typesOf(id(answer))).containsExactly("order.created 1", "order.on_hold 2");
        assertThat(service.outbox().notices(id(answer)))
                .extracting(notice -> notice.text("type"))
                .containsExactly("order_placed", "order_on_hold");
    }

    @ParameterizedTest
    @EnumSource(names = {"REJECTED", "ARCHIVED", "DELETED"})
    void answers422WhenADesignCannotBeOrdered(DesignStatus status) {
        int before = service.outbox().all().size();

        Answer answer = http.post(PATH, orderOf(design(status)));

        assertThat(fieldsOf(answer)).containsExactly("items[0].design_id");
        assertThat(answer.body().get("detail").asText()).contains(status.word());
        assertThat(service.outbox().all()).hasSize(before);
    }

    @Test
    void answers422WhenTheTotalDoesNotAddUp() {
        Answer answer = http.post(
                PATH, "{\"user_id\":\"u\",\"items\":[{\"sku\":\"a\",\"quantity\":2,\"unit_price\":5}],\"total\":11}");

        assertThat(fieldsOf(answer)).containsExactly("total");
        assertThat(answer.body().at("/errors/0/message").asText()).isEqualTo("is 11, but the items cost 10 together");
    }

    @Test
    void answers422WhenTheItemsCostMoreThanANumberHolds() {
        String items = IntStream.range(0, 100)
                .mapToObj(i -> "{\"sku\":\"s" + i + "\",\"quantity\":1000000,\"unit_price\":1000000000000}")
                .collect(Collectors.joining(","));

        assertThat(fieldsOf(http.post(PATH, "{\"user_id\":\"u\",\"items\":[" + items + "]}")))
                .containsExactly("items");
    }

    @Test
    void answers422ForNoItemsAndForTooMany() {
        String many = IntStream.range(0, 10_000)
                .mapToObj(i -> "{\"sku\":\"s" + i + "\",\"quantity\":1,\"unit_price\":1}")
                .collect(Collectors.joining(","));

        assertThat(fieldsOf(http.post(PATH, "{\"user_id\":\"u\",\"items\":[]}")))
                .containsExactly("items");
        assertThat(fieldsOf(http.post(PATH, "{\"user_id\":\"u\",\"items\":[" + many + "]}")))
                .containsExactly("items");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "\"sku\":\"a\",\"quantity\":0,\"unit_price\":1          | quantity",
                "\"sku\":\"a\",\"quantity\":-1,\"unit_price\":1         | quantity",
                "\"sku\":\"a\",\"quantity\":1.0,\"unit_price\":1        | quantity",
                "\"sku\":\"a\",\"quantity\":1e0,\"unit_price\":1        | quantity",
                "\"sku\":\"a\",\"quantity\":\"1\",\"unit_price\":1      | quantity",
                "\"sku\":\"a\",\"quantity\":true,\"unit_price\":1       | quantity",
                "\"sku\":\"a\",\"quantity\":null,\"unit_price\":1       | quantity",
                "\"sku\":\"a\",\"quantity\":99999999999999999999,\"unit_price\":1 | quantity",
                "\"sku\":\"a\",\"quantity\":1000001,\"unit_price\":1    | quantity",
                "\"sku\":\"a\",\"quantity\":1,\"unit_price\":-1         | unit_price",
                "\"sku\":\"a\",\"quantity\":1,\"unit_price\":19.99      | unit_price",
                "\"sku\":\"a\",\"quantity\":1,\"unit_price\":1000000000001 | unit_price",
                "\"sku\":\"a\",\"quantity\":1                           | unit_price",
                "\"sku\":\"\",\"quantity\":1,\"unit_price\":1           | sku",
                "\"sku\":\"a\\u0000\",\"quantity\":1,\"unit_price\":1   | sku",
                "\"sku\":7,\"quantity\":1,\"unit_price\":1              | sku",
                "\"quantity\":1,\"unit_price\":1                        | design_id",
                "\"sku\":\"a\",\"design_id\":\"design_01m7x9j32jegtvzxswv5yp5znk\",\"quantity\":1,\"unit_price\":1 | design_id",
                "\"design_id\":\"design_123\",\"quantity\":1,\"unit_price\":1 | design_id",
                "\"design_id\":\"' or 1=1\",\"quantity\":1,\"unit_price\":1 | design_id",
                "\"sku\":\"a\",\"quantity\":1,\"unit_price\":1,\"colour\":1 | colour",
            })
    void answers422AndNamesTheFieldOfTheLineAtFault(String item, String field) {
        Answer answer = http.post(PATH, "{\"user_id\":\"u\",\"items\":[{" + item + "}]}");

        assertThat(fieldsOf(answer)).containsExactly("items[0]." + field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{}                                                     | user_id items",
                "{\"user_id\":\"u\",\"items\":{}}                       | items",
                "{\"user_id\":\"u\",\"items\":[7]}                      | items[0]",
                "{\"user_id\":\"u\",\"items\":null}                     | items",
                "{\"user_id\":\"u\",\"items\":[ITEM,ITEM]}              | items[1].sku",
                "{\"user_id\":\"u\",\"items\":[ITEM],\"currency\":\"usd\"} | currency",
                "{\"user_id\":\"u\",\"items\":[ITEM],\"currency\":\"XXX\"} | currency",
                "{\"user_id\":\"u\",\"items\":[ITEM],\"currency\":840}  | currency",
                "{\"user_id\":\"u\",\"items\":[ITEM],\"total\":-1}      | total",
                "{\"user_id\":\"u\",\"items\":[ITEM],\"total\":1.5}     | total",
                "{\"user_id\":\"u\",\"items\":[ITEM],\"status\":\"shipped\"} | status",
                "{\"user_id\":[],\"items\":[ITEM]}                      | user_id",
            })
    void answers422AndNamesTheFieldsAtFault(String body, String fields) {
        String item = "{\"sku\":\"a\",\"quantity\":1,\"unit_price\":1}";

        assertThat(fieldsOf(http.post(PATH, body.replace("ITEM", item)))).containsExactly(fields.split(" "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "7", "{\"user_id\":1,\"user_id\":2}", "{} x"})
    void answers400WhenTheBodyIsNoJsonObject(String body) {
        Answer answer = http.post(PATH, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().get("type").asText()).isEqualTo("urn:atelier:problem:unreadable-body");
    }

    @Test
    void answersProblemsForWrongMethodTypeAndSize() {
        assertThat(http.send(http.request(PATH).DELETE()).status()).isEqualTo(405);
        assertThat(http.send(http.request(PATH)
                                .header("Content-Type", "text/plain")
                                .POST(BodyPublishers.ofString("{}")))
                        .status())
                .isEqualTo(415);
        assertThat(http.post(PATH, " ".repeat(1_100_000)).status()).isEqualTo(413);
    }

    private String design(DesignStatus status) {
        String id = TypeId.next("design").toString();
        if (status != DesignStatus.UNKNOWN) {
            service.transactions().inTransaction(tx -> service.bean(KnownDesigns.class)
                    .apply(tx.connection(), DesignId.parse(id).orElseThrow(), status, 1));
        }
        return id;
    }

    private static String orderOf(String design) {
        return "{\"user_id\":\"u\",\"items\":[{\"design_id\":\"" + design + "\",\"quantity\":1,\"unit_price\":1}]}";
    }

    private static List<String> fieldsOf(Answer answer) {
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        return StreamSupport.stream(answer.body().get("errors").spliterator(), false)
                .map((JsonNode error) -> error.get("field").asText())
                .toList();
    }

    private static String id(Answer answer) {
        return answer.body().get("id").asText();
    }
}
