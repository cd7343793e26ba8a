package atelier.ingest.trial;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** What a running ingest says of itself over HTTP. */
public final class Vitals implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;

    public Vitals(int port) {
        this.port = port;
    }

    public boolean ready() throws InterruptedException {
        return readiness().startsWith("200 ");
    }

    /** The status and the body; empty while nobody answers. */
    public String readiness() throws InterruptedException {
        return get("/health/readiness");
    }

    /**
     * NaN, which no comparison holds for, while nobody answers and for one that was never counted.
     *
     * @param name with its labels, as in {@code ingest_partitions{state="reading"}}
     */
    public double metric(String name) throws InterruptedException {
        return get("/prometheus")
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElse(Double.NaN);
    }

    /** Of all its labels. */
    public double sum(String name) throws InterruptedException {
        return get("/prometheus")
                .lines()
                .filter(line -> line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private String get(String path) throws InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port + path);
        HttpRequest request =
                HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() + " " + answer.body();
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
