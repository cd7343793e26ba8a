package atelier.bench.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The server over HTTP, one statement per call. */
final class ClickHouse implements AutoCloseable {
    private static final int OK = 200;

    /** So that an INSERT makes one part, as log-ingest's do. */
    private static final String ONE_PART = "&async_insert=0&max_insert_threads=1&input_format_parallel_parsing=0"
            + "&max_insert_block_size=1000000000&min_insert_block_size_rows=1000000000&min_insert_block_size_bytes=10000000000";

    private final String url;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    ClickHouse(String url) {
        this.url = url;
    }

    /** The answer, without the line break at its end. */
    String ask(String sql) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = send(url, BodyPublishers.ofString(sql));
        try (InputStream answer = response.body()) {
            return new String(answer.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }

    void save(String sql, Path file) throws IOException, InterruptedException {
        try (InputStream answer = send(url, BodyPublishers.ofString(sql)).body()) {
            Files.copy(answer, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    void insert(String sql, Path file) throws IOException, InterruptedException {
        String target = url + "/?query=" + URLEncoder.encode(sql, StandardCharsets.UTF_8) + ONE_PART;
        send(target, BodyPublishers.ofFile(file)).body().close();
    }

    private HttpResponse<InputStream> send(String target, BodyPublisher body) throws IOException, InterruptedException {
        HttpResponse<InputStream> response =
                http.send(HttpRequest.newBuilder(URI.create(target)).POST(body).build(), BodyHandlers.ofInputStream());
        if (response.statusCode() != OK) {
            try (InputStream error = response.body()) {
                throw new IOException("ClickHouse: " + new String(error.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return response;
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
