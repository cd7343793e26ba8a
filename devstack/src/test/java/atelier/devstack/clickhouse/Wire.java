package atelier.devstack.clickhouse;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** What curl would do, and, with a raw socket, what a client does that dies. */
record Wire(ClickHouseServer server) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    HttpResponse<String> get(String sql, String... headers) throws Exception {
        return send(HttpRequest.newBuilder(uri(Map.of("query", sql))).GET(), headers);
    }

    HttpResponse<String> post(String body, String... headers) throws Exception {
        return post(Map.of(), body.getBytes(StandardCharsets.UTF_8), headers);
    }

    HttpResponse<String> post(Map<String, String> parameters, byte[] body, String... headers) throws Exception {
        return send(HttpRequest.newBuilder(uri(parameters)).POST(BodyPublishers.ofByteArray(body)), headers);
    }

    /** The answer's body; fails with the server's own words. */
    String ask(String sql) throws Exception {
        HttpResponse<String> response = post(sql);
        if (response.statusCode() != HttpStatus.OK) {
            throw new AssertionError(response.body());
        }
        return response.body().strip();
    }

    URI uri(Map<String, String> parameters) {
        return URI.create(server.url() + "/?"
                + parameters.entrySet().stream()
                        .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&")));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request, String... headers) throws Exception {
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    /** Sends this text as it is and goes away without waiting. */
    void sendAndLeave(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            // Half closed first, so that everything arrives before the end does.
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        }
    }
}
