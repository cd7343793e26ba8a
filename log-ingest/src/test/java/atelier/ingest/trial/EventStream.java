package atelier.ingest.trial;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A client of server-sent events: reads on a thread of its own and keeps what has come. */
public final class EventStream implements AutoCloseable {

    /** @param name message, if it has none of its own */
    public record Event(String name, String data, @Nullable String id) {}

    private final HttpResponse<InputStream> answer;
    private final List<Event> events = new ArrayList<>();
    private final AtomicInteger comments = new AtomicInteger();
    private volatile String ended = "";

    private EventStream(HttpResponse<InputStream> answer) {
        this.answer = answer;
        Thread.ofVirtual().start(this::read);
    }

    /** @param lastEventId null for none */
    public static EventStream open(HttpClient http, URI uri, @Nullable String lastEventId)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).version(HttpClient.Version.HTTP_1_1);
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        HttpResponse<InputStream> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        if (answer.statusCode() != 200) {
            try (InputStream body = answer.body()) {
                throw new IOException(
                        answer.statusCode() + ": " + new String(body.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return new EventStream(answer);
    }

    public HttpResponse<?> answer() {
        return answer;
    }

    /** Those that have come until now. */
    public List<Event> events() {
        synchronized (events) {
            return List.copyOf(events);
        }
    }

    public int count() {
        synchronized (events) {
            return events.size();
        }
    }

    /** Heartbeats among them. */
    public int comments() {
        return comments.get();
    }

    /** How it ended: empty while it has not, "cleanly", or what broke. */
    public String ended() {
        return ended;
    }

    private void read() {
        String id = null;
        String name = "message";
        String data = "";
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    name = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    data = line.substring(6);
                } else if (line.startsWith(":")) {
                    comments.incrementAndGet();
                } else if (line.isEmpty() && !data.isEmpty()) {
                    synchronized (events) {
                        events.add(new Event(name, data, id));
                    }
                    name = "message";
                    data = "";
                }
            }
            ended = "cleanly";
        } catch (IOException e) {
            ended = e.toString();
        }
    }

    @Override
    public void close() throws IOException {
        answer.body().close();
    }
}
