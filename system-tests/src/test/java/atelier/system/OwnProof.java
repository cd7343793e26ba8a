package atelier.system;

import static atelier.system.Findings.Kind.DOUBLED;
import static atelier.system.Findings.Kind.LOST;
import static atelier.system.Findings.Kind.OUT_OF_ORDER;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** What the system says of itself: {@code logs:verify --content}, asked of log-ingest over HTTP. */
final class OwnProof {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI address;
    private final int outboxes;

    /** @param outboxes that have to be compared */
    OwnProof(String url, int outboxes) {
        this.address = URI.create(url + "/api/logs/verify?content=true");
        this.outboxes = outboxes;
    }

    /** Adds what it finds, or that it cannot tell. */
    void tell(Findings findings) throws IOException {
        int compared = 0;
        boolean complete = false;
        String answer = answer();
        for (String line : answer.lines().toList()) {
            JsonNode told = JSON.readTree(line);
            switch (told.path("kind").asText()) {
                case "finding" -> findings.add(kind(told.path("finding").asText()), "logs:verify: " + line);
                case "outbox" -> compared++;
                case "verdict" -> complete = told.path("complete").asBoolean();
                default -> {} // a partition that was compared, or how far it is
            }
        }
        findings.expect(complete, LOST, "logs:verify does not call the log complete: " + lastLine(answer));
        findings.expect(compared == outboxes, LOST, "logs:verify compared " + compared + " outboxes");
    }

    private static Findings.Kind kind(String finding) {
        return switch (finding) {
            case "doubled", "extra", "sequence_repeated", "event_doubled", "event_unknown" -> DOUBLED;
            case "sequence_order" -> OUT_OF_ORDER;
            default -> LOST;
        };
    }

    private static String lastLine(String answer) {
        return answer.lines().reduce("no answer", (_, line) -> line);
    }

    private String answer() throws IOException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(address).timeout(PATIENCE).build();
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
