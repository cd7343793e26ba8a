package atelier.console.journey;

import atelier.console.session.Failure;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Calls a service. */
final class Http implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
    private final Duration patience;

    Http(Duration patience) {
        this.patience = patience;
    }

    /** @param sentNanos when the request was sent, by the clock of {@link System#nanoTime()} */
    record Answer(int status, String body, long sentNanos, Duration took) {
        JsonNode json() {
            return read(body);
        }

        String text(String field) {
            return json().path(field).asText("");
        }
    }

    /** @param body empty for none */
    Answer send(Service service, String method, String path, String body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(service.url() + path)).timeout(patience);
        if (body.isEmpty()) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofString(body));
        }
        long sent = System.nanoTime();
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body(), sent, Duration.ofNanos(System.nanoTime() - sent));
        } catch (ConnectException e) {
            throw new Failure(
                    "nothing answers at " + service.url() + " (" + service.name() + "); is it running? make run");
        } catch (IOException e) {
            throw new Failure(method + " " + service.url() + path + " was not answered: " + e.getMessage() + "; see "
                    + service.log());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("interrupted");
        }
    }

    static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
