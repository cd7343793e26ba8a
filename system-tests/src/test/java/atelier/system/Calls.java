package atelier.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** HTTP as a careful client does it: what is not answered is sent again with the same key. Safe for use by several threads. */
final class Calls implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final long PAUSE_NANOS = 150_000_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final AtomicInteger faults = new AtomicInteger();
    private final AtomicInteger repeats = new AtomicInteger();

    /** An answer that settles the matter. */
    record Told(int status, JsonNode body, int attempts) {
        String text(String field) {
            return body.path(field).asText("");
        }
    }

    /** Sends until it is answered; the thread is interrupted to give up. */
    Told untilAnswered(String method, String url, String body, String key) throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!key.isEmpty()) {
            request.header("Idempotency-Key", '"' + key + '"');
        }
        for (int attempt = 1; ; attempt++) {
            try {
                HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
                if (response.statusCode() == 500) {
                    faults.incrementAndGet();
                }
                if (settles(response)) {
                    return new Told(
                            response.statusCode(),
                            JSON.readTree(response.body().isEmpty() ? "{}" : response.body()),
                            attempt);
                }
            } catch (IOException notAnswered) {
                // Sent again below: whether it had an effect nobody knows, which is the point.
            }
            repeats.incrementAndGet();
            LockSupport.parkNanos(PAUSE_NANOS);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    private static boolean settles(HttpResponse<String> response) {
        int status = response.statusCode();
        return status < 500
                && status != 429
                && !(status == 409 && response.body().contains("request-in-flight"));
    }

    /** Zero when nobody answers. */
    int status(String url) {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException notAnswered) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    /** Answers that blame the server itself; they are retried, and told. */
    int internalErrors() {
        return faults.get();
    }

    /** Requests that had to be sent again, so far. */
    int repeats() {
        return repeats.get();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
