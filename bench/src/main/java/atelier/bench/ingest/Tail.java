package atelier.bench.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Follows a topic over HTTP, on a thread of its own, and notes when each row came. */
final class Tail implements AutoCloseable {
    private static final Pattern PARTITION = Pattern.compile("\"kafka_partition\":\"?(\\d+)");
    private static final Pattern OFFSET = Pattern.compile("\"kafka_offset\":\"?(\\d+)");
    private static final int OK = 200;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<Place, Long> arrivals = new ConcurrentHashMap<>();
    private final Stream<String> lines;
    private final Thread thread;
    private volatile boolean closed;

    private record Place(int partition, long offset) {}

    /** @param logIngest its address, such as {@code http://127.0.0.1:8002} */
    Tail(String logIngest, String topic) throws IOException, InterruptedException {
        URI stream = URI.create(logIngest + "/api/logs/kafka_logs/tail?limit=0&topic=" + topic);
        HttpResponse<Stream<String>> answer =
                client.send(HttpRequest.newBuilder(stream).build(), BodyHandlers.ofLines());
        if (answer.statusCode() != OK) {
            throw new IOException(stream + " answers " + answer.statusCode());
        }
        this.lines = answer.body();
        this.thread = Thread.ofPlatform().daemon().name("tail").start(this::follow);
    }

    private void follow() {
        try {
            lines.forEach(this::read);
        } catch (UncheckedIOException e) {
            if (!closed) {
                throw e;
            }
        }
    }

    private void read(String line) {
        long now = System.nanoTime();
        if (line.startsWith("event: missed")) {
            throw new IllegalStateException("the follower is too slow");
        }
        if (line.startsWith("data: {")) {
            arrivals.put(new Place((int) number(PARTITION, line), number(OFFSET, line)), now);
        }
    }

    private static long number(Pattern pattern, String line) {
        Matcher matcher = pattern.matcher(line);
        if (!matcher.find()) {
            throw new IllegalStateException("a row without its place: " + line);
        }
        return Long.parseLong(matcher.group(1));
    }

    /** By {@code nanoTime}; 0 if it has not come. */
    long arrival(int partition, long offset) {
        return arrivals.getOrDefault(new Place(partition, offset), 0L);
    }

    boolean follows() {
        return thread.isAlive();
    }

    @Override
    public void close() {
        closed = true;
        client.shutdownNow();
    }
}
