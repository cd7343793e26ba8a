package atelier.console.journey;

import atelier.console.session.Failure;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What a service says about itself, in a few words. */
final class Health {

    private Health() {}

    static String of(Http http, Service service) {
        try {
            JsonNode health = http.send(service, "GET", "/health", "").json();
            List<String> down = new ArrayList<>();
            health.path("details").properties().forEach(part -> {
                if (!part.getValue().path("status").asText("UP").equals("UP")) {
                    down.add(part.getKey());
                }
            });
            String status = health.path("status").asText("unknown");
            return down.isEmpty() ? status : status + ": " + String.join(", ", down);
        } catch (Failure e) {
            return "does not answer";
        }
    }
}
