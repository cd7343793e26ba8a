package atelier.orders.viewing;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.events.TypeId;
import atelier.testing.HttpCalls;
import atelier.testing.HttpCalls.Answer;
import atelier.testing.RunningService;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ViewOrdersHttpTest {
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
    void listsNewestFirstAndFilters() {
        String older = order("lister");
        String newer = order("lister");
        order("somebody");

        assertThat(ids(http.get("/api/orders?user_id=lister"))).containsExactly(newer, older);
        assertThat(ids(http.get("/api/orders?user_id=lister&status=created"))).containsExactly(newer, older);
        assertThat(ids(http.get("/api/orders?user_id=lister&status=cancelled"))).isEmpty();
        assertThat(ids(http.get("/api/orders?user_id=nobody"))).isEmpty();
    }

    @Test
    void filtersByWaiting() {
        String free = order("waiter");
        String held = http.post(
                        "/api/orders",
                        "{\"user_id\":\"waiter\",\"items\":[{\"design_id\":\"" + TypeId.next("design")
                                + "\",\"quantity\":1,\"unit_price\":1}]}")
                .body()
                .get("id")
                .asText();

        assertThat(ids(http.get("/api/orders?user_id=waiter&on_hold=true"))).containsExactly(held);
        assertThat(ids(http.get("/api/orders?on_hold=true"))).contains(held).doesNotContain(free);
        assertThat(ids(http.get("/api/orders?user_id=waiter&on_hold=false"))).containsExactly(free);
        assertThat(ids(http.get("/api/orders?user_id=waiter"))).containsExactly(held, free);
    }

    @Test
    void pagesNeitherRepeatNorSkipWhileNewOnesCome() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            made.addFirst(order("pager"));
        }

        List<String> seen = new ArrayList<>();
        String next = "";
        do {
            Answer page = http.get("/api/orders?user_id=pager&limit=3" + next);
            seen.addAll(ids(page));
            order("pager");
            JsonNode cursor = page.body().get("next_cursor");
            next = cursor.isNull() ? "" : "&cursor=" + cursor.asText();
        } while (!next.isEmpty());

        assertThat(seen).containsExactlyElementsOf(made);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=-1",
                "limit=101",
                "limit=100000000000000000000",
                "limit=1.5",
                "limit=1e1",
                "limit=%D9%A1",
                "limit=",
                "limit=5&limit=6",
                "cursor=abc",
                "cursor=",
                "cursor=%27%20or%201=1--",
                "cursor=%00",
                "status=nope",
                "status=on_hold",
                "on_hold=yes",
                "on_hold=",
                "on_hold=TRUE",
                "status=",
                "user_id=",
                "user_id=%00",
                "usr_id=1"
            })
    void answers400AndNamesTheParameterAtFault(String query) {
        Answer answer = http.get("/api/orders?" + query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.body().at("/errors/0/field").asText()).isEqualTo(query.substring(0, query.indexOf('=')));
    }

    @ParameterizedTest
    @ValueSource(strings = {"order_01m7x9j32jegtvzxswv5yp5znk", "order_1", "1", "..%2f..", "%00", "%27%20or%201=1--"})
    void answers404WhenThereIsNoSuchOrder(String id) {
        Answer answer = http.get("/api/orders/" + id);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    }

    @Test
    void tellsHealthAndMetricsWithoutAddresses() {
        Answer health = http.get("/health");

        assertThat(health.raw().body()).contains("\"database\"").doesNotContain("jdbc:");
        assertThat(http.get("/prometheus").raw().body()).contains("http_server_requests", "hikaricp_connections");
    }

    private String order(String userId) {
        return http.post(
                        "/api/orders",
                        "{\"user_id\":\"" + userId + "\",\"items\":[{\"sku\":\"a\",\"quantity\":1,\"unit_price\":1}]}")
                .body()
                .get("id")
                .asText();
    }

    private static List<String> ids(Answer page) {
        assertThat(page.status()).isEqualTo(200);
        return page.body().get("orders").findValuesAsText("id");
    }
}
