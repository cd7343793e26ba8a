package atelier.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Approved designs that orders-service has heard of. */
final class Designs {
    private static final int COUNT = 20;
    private static final int CREATED = 201;
    private static final Pattern ID = Pattern.compile("design_[0-9a-z]{26}");

    private Designs() {}

    static List<String> approved(Stack stack) throws IOException, InterruptedException {
        List<String> ids = new ArrayList<>();
        String designs = "http://127.0.0.1:" + stack.designs.port() + "/api/designs";
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (int i = 0; i < COUNT; i++) {
                String made = send(
                        http,
                        "POST",
                        designs,
                        "{\"title\":\"Design " + i + "\",\"user_id\":\"user_1\",\"status\":\"pending\"}");
                Matcher id = ID.matcher(made);
                if (!id.find()) {
                    throw new IOException("no design: " + made);
                }
                ids.add(id.group());
                send(
                        http,
                        "PATCH",
                        designs + "/" + id.group() + "/status",
                        "{\"new_status\":\"approved\",\"reason\":\"fine\"}");
            }
        }
        long deadline = System.nanoTime() + 30_000_000_000L;
        for (String id : ids) {
            while (!heard(stack, id)) {
                if (System.nanoTime() > deadline) {
                    throw new IOException("orders-service does not hear of the designs");
                }
                LockSupport.parkNanos(20_000_000);
            }
        }
        return ids;
    }

    /** An order of a design that it has not heard of waits. */
    private static boolean heard(Stack stack, String id) {
        try (OrderClient client = stack.http(List.of(id))) {
            client.place();
            return true;
        } catch (Exception waits) {
            return false;
        }
    }

    private static String send(HttpClient http, String method, String url, String json)
            throws IOException, InterruptedException {
        var answer = http.send(
                HttpRequest.newBuilder(URI.create(url))
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(json))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() / 100 != CREATED / 100) {
            throw new IOException(method + " " + url + ": " + answer.body());
        }
        return answer.body();
    }
}
