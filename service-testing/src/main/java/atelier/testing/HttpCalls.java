package atelier.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.BiConsumer;

/** HTTP as a caller sees it: nothing is interpreted on the way. */
public final class HttpCalls {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final int port;

    private final BiConsumer<HttpRequest, Answer> seen;

    HttpCalls(int port) {
        this(port, (request, answer) -> {});
    }

    private HttpCalls(int port, BiConsumer<HttpRequest, Answer> seen) {
        this.port = port;
        this.seen = seen;
    }

    /** The same, with a look at every request and its answer. */
    public HttpCalls seenBy(BiConsumer<HttpRequest, Answer> looks) {
        return new HttpCalls(port, looks);
    }

    /** An answer and its body as JSON. */
    public record Answer(int status, JsonNode body, HttpResponse<String> raw) {
        public String header(String name) {
            return raw.headers().firstValue(name).orElse("");
        }
    }

    public Answer get(String path) {
        return send(request(path).GET());
    }

    public Answer post(String path, String json) {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    public Answer patch(String path, String json) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString(json)));
    }

    public Answer delete(String path) {
        return send(request(path).DELETE());
    }

    public int port() {
        return port;
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20));
    }

    public Answer send(HttpRequest.Builder request) {
        try {
            HttpRequest built = request.build();
            HttpResponse<String> raw = CLIENT.send(built, BodyHandlers.ofString());
            String type = raw.headers().firstValue("Content-Type").orElse("");
            Answer answer = new Answer(
                    raw.statusCode(), type.contains("json") ? JSON.readTree(raw.body()) : JSON.nullNode(), raw);
            seen.accept(built, answer);
            return answer;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
