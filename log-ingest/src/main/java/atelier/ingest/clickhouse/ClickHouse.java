package atelier.ingest.clickhouse;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * One ClickHouse server and database. On the JDK's HttpClient because it never repeats a POST, sends a body with its
 * length, and can be given up at once; the official client streams in chunks, retries, and has no Native writer.
 */
public final class ClickHouse implements AutoCloseable {

    private static final Duration QUERY_TIMEOUT = Duration.ofSeconds(5);

    private static final Duration LOOK_UP = Duration.ofMillis(50);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    private final ClickHouseAddress address;

    public ClickHouse(ClickHouseAddress address) {
        this.address = address;
    }

    /** Runs a SELECT and returns its rows; for numbers, ids and names, none of which TSV escapes. */
    public List<List<String>> rows(String sql, Map<String, String> parameters) throws ClickHouseFailure {
        byte[] body = bytes(sql, parameters, "TabSeparated", QUERY_TIMEOUT, () -> false);
        return new String(body, StandardCharsets.UTF_8)
                .lines()
                .map(line -> List.of(line.split("\t", -1)))
                .toList();
    }

    /**
     * Runs a SELECT and returns its whole answer, whose size the statement must therefore limit.
     *
     * @param giveUp asked while waiting: true ends the wait
     */
    public byte[] bytes(
            String sql, Map<String, String> parameters, String format, Duration timeout, BooleanSupplier giveUp)
            throws ClickHouseFailure {
        Map<String, String> url = new LinkedHashMap<>();
        url.put("database", address.database());
        url.put("default_format", format);
        url.put("wait_end_of_query", "1"); // so that an error is never in the middle of rows
        parameters.forEach((name, value) -> url.put("param_" + name, value));
        return send(url, BodyPublishers.ofString(sql), timeout, giveUp);
    }

    /** ClickHouse's own clock in milliseconds, the only one that leases are measured with. */
    public long now() throws ClickHouseFailure {
        return Long.parseLong(rows("SELECT toUnixTimestamp64Milli(now64(3))", Map.of())
                .getFirst()
                .getFirst());
    }

    /** Runs a statement that returns nothing, in the database of the address. */
    public void run(String sql, Map<String, String> parameters) throws ClickHouseFailure {
        rows(sql, parameters);
    }

    /** Runs a statement that may take its time, such as INSERT … SELECT, in the database of the address. */
    public void change(String sql, Map<String, String> parameters, Map<String, String> settings, Duration timeout)
            throws ClickHouseFailure {
        Map<String, String> url = new LinkedHashMap<>(settings);
        url.put("database", address.database());
        parameters.forEach((name, value) -> url.put("param_" + name, value));
        send(url, BodyPublishers.ofString(sql), timeout, () -> false);
    }

    /** Creates the database, which therefore cannot be the one that the statement runs in. */
    public void createDatabase() throws ClickHouseFailure {
        String sql = "CREATE DATABASE IF NOT EXISTS `" + address.database() + "`";
        send(Map.of(), BodyPublishers.ofString(sql), QUERY_TIMEOUT, () -> false);
    }

    /**
     * Sends one INSERT with its whole body and waits for the answer.
     *
     * @param settings of the statement, beside the ones of the URL
     * @param giveUp asked while waiting: true ends the wait, the outcome then being unknown
     */
    public void insert(
            String sql, List<ByteBuffer> body, Map<String, String> settings, Duration timeout, BooleanSupplier giveUp)
            throws ClickHouseFailure {
        Map<String, String> url = new LinkedHashMap<>(settings);
        url.put("database", address.database());
        url.put("query", sql);
        // With its length, so that a cut body is seen as one.
        long length = body.stream().mapToLong(ByteBuffer::remaining).sum();
        send(url, BodyPublishers.fromPublisher(new Pieces(body), length), timeout, giveUp);
    }

    private byte[] send(Map<String, String> url, BodyPublisher body, Duration timeout, BooleanSupplier giveUp)
            throws ClickHouseFailure {
        HttpRequest request = HttpRequest.newBuilder(uri(url))
                .header("Authorization", "Basic " + credentials())
                .POST(body)
                .build();
        HttpResponse<byte[]> response = await(http.sendAsync(request, BodyHandlers.ofByteArray()), timeout, giveUp);
        if (response.statusCode() != 200) {
            int code = response.headers()
                    .firstValue("X-ClickHouse-Exception-Code")
                    .map(Integer::parseInt)
                    .orElse(0);
            String error = new String(response.body(), StandardCharsets.UTF_8);
            throw new ClickHouseFailure.Refused(
                    code, error.lines().findFirst().orElse("HTTP " + response.statusCode()));
        }
        return response.body();
    }

    private HttpResponse<byte[]> await(
            CompletableFuture<HttpResponse<byte[]>> answer, Duration timeout, BooleanSupplier giveUp)
            throws ClickHouseFailure {
        long start = System.nanoTime();
        try {
            while (true) {
                try {
                    return answer.get(LOOK_UP.toMillis(), TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    boolean late = System.nanoTime() - start > timeout.toNanos();
                    if (late || giveUp.getAsBoolean()) {
                        answer.cancel(true); // closes the connection
                        throw new ClickHouseFailure.NoAnswer("no answer from " + address
                                + (late ? " in " + timeout.toSeconds() + " s" : ", given up"));
                    }
                }
            }
        } catch (ExecutionException e) {
            throw new ClickHouseFailure.NoAnswer("no answer from " + address + ": " + why(e));
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new ClickHouseFailure.NoAnswer("interrupted while waiting for " + address);
        }
    }

    /** Java's client has no words for the most common causes. */
    private static String why(ExecutionException e) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException) {
                return "unknown host";
            }
        }
        Throwable cause = e.getCause() instanceof IOException io ? io : e;
        return switch (cause) {
            case ConnectException _ -> "connection refused; is it running?";
            case HttpConnectTimeoutException _ -> "it does not accept the connection in time";
            default -> cause.toString();
        };
    }

    private URI uri(Map<String, String> parameters) {
        String query = parameters.entrySet().stream()
                .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
                .collect(Collectors.joining("&"));
        return URI.create("http://" + address.host() + ":" + address.port() + "/?" + query);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private String credentials() {
        String pair = address.username() + ":" + address.password();
        return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
