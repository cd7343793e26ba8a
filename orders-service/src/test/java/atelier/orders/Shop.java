package atelier.orders;

import atelier.testing.HttpCalls;
import atelier.testing.HttpCalls.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What customers and staff do, in short words. */
public final class Shop {
    private final HttpCalls http;

    public Shop(HttpCalls http) {
        this.http = http;
    }

    /** Orders one piece of each design, or a mug if there is none; answers the order's id. */
    public String order(String... designs) {
        Answer answer = post(designs);
        if (answer.status() != 201) {
            throw new AssertionError(answer.raw().body());
        }
        return answer.body().get("id").asText();
    }

    public Answer post(String... designs) {
        String items = designs.length == 0
                ? "{\"sku\":\"mug\",\"quantity\":1,\"unit_price\":500}"
                : Stream.of(designs)
                        .map(design -> "{\"design_id\":\"" + design + "\",\"quantity\":1,\"unit_price\":1}")
                        .collect(Collectors.joining(","));
        return http.post("/api/orders", "{\"user_id\":\"u\",\"items\":[" + items + "]}");
    }

    public Answer step(String order, String status) {
        return step(order, status, null);
    }

    /** @param ifMatch the header; null for none */
    public Answer step(String order, String status, @Nullable String ifMatch) {
        return patch(order, "{\"new_status\":\"" + status + "\"}", ifMatch);
    }

    public Answer patch(String order, String json, @Nullable String ifMatch) {
        var request = http.request("/api/orders/" + order + "/status")
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString(json));
        return http.send(ifMatch == null ? request : request.header("If-Match", ifMatch));
    }

    public JsonNode view(String order) {
        return http.get("/api/orders/" + order).body();
    }

    /** The whole history, a line per step: number, from, to, event. */
    public List<String> history(String order) {
        List<String> steps = new ArrayList<>();
        for (JsonNode item :
                http.get("/api/orders/" + order + "/history").body().get("items")) {
            steps.add("%s %s>%s %s"
                    .formatted(
                            item.get("sequence"),
                            item.get("from").isNull() ? "" : item.get("from").asText(),
                            item.get("to").asText(),
                            item.get("event_type").asText()));
        }
        return steps;
    }
}
