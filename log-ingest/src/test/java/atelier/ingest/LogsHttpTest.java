package atelier.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.ingest.trial.OddRecords;
import atelier.ingest.trial.Sender;
import atelier.ingest.trial.Trial;
import atelier.ingest.trial.Waiting;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The log over HTTP, of the real program in a process of its own. */
class LogsHttpTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static Trial trial;

    /** A service that never answers. */
    private static ServerSocket deaf;

    @BeforeAll
    static void begin() throws Exception {
        trial = new Trial("http");
        deaf = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        trial.verifyServices("http://127.0.0.1:" + deaf.getLocalPort());
        trial.ingest("a", trial.clickHouseServer().port());
        Waiting.until("it is ready", () -> {
            try {
                return get("/health/readiness").statusCode() == 200;
            } catch (IOException e) {
                return false; // not up yet
            }
        });
        trial.clickHouse()
                .run(
                        "INSERT INTO kafka_logs (ingested_at, event_time, topic, kafka_offset, event_type, event_id, status, key, value,"
                                + " header_names, header_values, insert_by) SELECT now64(3), fromUnixTimestamp64Milli(toInt64(1763667480000 + number * 1000)),"
                                + " if(number % 3 = 0, 'designs', 'orders'), number, 'made', concat('e', toString(number)), 'success',"
                                + " concat('key_', toString(number % 5)), if(number = 29, unhex('ff00'), concat('Мой ', toString(number))),"
                                + " ['ce_correlationid'], [concat('request_', toString(intDiv(number, 10)))], now64(3) + 60 FROM numbers(30)",
                        Map.of());
    }

    @AfterAll
    static void end() throws Exception {
        trial.close();
        deaf.close();
    }

    @Test
    void pagesThroughEverythingOnceNewestFirst() {
        List<Integer> offsets = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = ok("/api/logs/kafka_logs?limit=7" + next);
            page.get("items").forEach(row -> offsets.add(row.get("kafka_offset").asInt()));
            next = page.get("next_cursor").isNull()
                    ? ""
                    : "&cursor=" + page.get("next_cursor").asText();
        } while (!next.isEmpty());
        List<Integer> all = new ArrayList<>();
        for (int i = 29; i >= 0; i--) {
            all.add(i);
        }
        assertThat(offsets).isEqualTo(all);
    }

    @Test
    void filtersAsTheConsoleDoes() {
        assertThat(ok("/api/logs/kafka_logs?topic=designs,orders&not=topic=orders&not=key=key_0")
                        .get("items"))
                .hasSize(8);
        assertThat(ok("/api/logs/kafka_logs?key=key_1&key=key_2").get("items")).hasSize(12);
        assertThat(ok("/api/logs/kafka_logs?grep=%D0%BC%D0%BE%D0%B9%202&columns=value")
                        .get("items")
                        .get(0))
                .hasToString("{\"value\":\"Мой 28\"}");
        assertThat(ok("/api/logs/kafka_logs?since=2025-11-20T19:38:10&until=2025-11-20T19:38:12Z")
                        .get("items"))
                .hasSize(2);
        assertThat(ok("/api/logs/ingest_gaps")).hasToString("{\"items\":[],\"next_cursor\":null}");
    }

    @Test
    void keepsEveryByteAndCutsWholeCharacters() {
        JsonNode row = ok("/api/logs/kafka_logs?offset=29").get("items").get(0);
        assertThat(row.get("value_base64").asText()).isEqualTo("/wA=");
        assertThat(row.has("value")).isFalse();
        JsonNode cut =
                ok("/api/logs/kafka_logs?offset=28&value_bytes=3").get("items").get(0);
        assertThat(cut.get("value").asText()).isEqualTo("М");
        assertThat(cut.get("value_size").asInt()).isEqualTo(9);
    }

    @Test
    void counts() {
        JsonNode stats = ok("/api/logs/stats?by=topic&status=success");
        assertThat(stats.get("records").asInt()).isEqualTo(30);
        assertThat(stats.get("items").get(0).get("topic").asText()).isEqualTo("orders");
        assertThat(ok("/api/logs/stats?by=minute&limit=1").get("items")).hasSize(1);
    }

    @Test
    void tellsStories() {
        JsonNode story = ok("/api/logs/story/request_1");
        assertThat(story.get("items")).hasSize(10);
        assertThat(story.get("items").get(1).get("after_ms").asInt()).isEqualTo(1000);
        assertThat(ok("/api/logs/story/request_1?limit=3").get("cut").asBoolean())
                .isTrue();
        assertThat(ok("/api/logs/story/nobody").get("items")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/api/logs/kafka_logs?limit=0, limit",
        "/api/logs/kafka_logs?limit=1000&value_bytes=5000, value_bytes",
        "/api/logs/kafka_logs?status=ok, status",
        "/api/logs/kafka_logs?not=nothing, not",
        "/api/logs/kafka_logs?since=soon, since",
        "/api/logs/kafka_logs?columns=nope, columns",
        "/api/logs/kafka_logs?cursor=abc, cursor",
        "/api/logs/kafka_logs?nope=1, nope",
        "/api/logs/kafka_logs?offset=x, offset",
        "/api/logs/ingest_gaps?key=a, key",
        "/api/logs/stats?by=key, by",
        "/api/logs/stats?key=a, key",
        "/api/logs/story/a?limit=1001, limit",
        "/api/logs/verify?topic=a%20b, topic",
        "/api/logs/verify?since=soon, since",
        "/api/logs/verify?content=yes, content",
        "/api/logs/verify?outbox=1, outbox",
        "/api/logs/verify?wait=61, wait",
        "/api/logs/verify?format=json, format"
    })
    void namesWhatIsNotAllowed(String path, String parameter) {
        HttpResponse<String> answer = got(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(json(answer).at("/errors/0/field").asText()).isEqualTo(parameter);
    }

    @Test
    void provesLineByLine() throws Exception {
        String topic = trial.topic("proven", 2);
        try (Sender sender = new Sender(trial)) {
            sender.send(new OddRecords(1), topic, 5);
        }
        HttpResponse<String> answer = got("/api/logs/verify?outbox=false&content=true&topic=" + topic);

        assertThat(answer.headers().firstValue("Content-Type")).contains("application/x-ndjson");
        // On a slow machine it also says how far it is.
        List<String> lines = answer.body()
                .lines()
                .filter(line -> !line.startsWith("{\"kind\":\"progress\""))
                .toList();
        assertThat(lines).hasSize(3);
        assertThat(lines).last().isEqualTo("""
                {"kind":"verdict","complete":true,"findings":0,"partitions":2,"records":5}""");
        assertThat(lines.getFirst())
                .startsWith("{\"kind\":\"partition\",\"topic\":\"" + topic + "\",\"partition\":0,\"from_offset\":0,");
        assertThat(got("/api/logs/verify?topic=not.there").statusCode()).isEqualTo(404);
    }

    @Test
    void provesForOneCallerAtATimeUntilItLeaves() throws Exception {
        String path = "/api/logs/verify?topic=" + trial.topic("long", 1);
        HttpResponse<InputStream> held = HTTP.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + trial.httpPort() + path))
                        .build(),
                HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream lines = held.body()) {
            assertThat(lines.read()).isEqualTo('{');
            HttpResponse<String> other = got(path + "&outbox=false");
            assertThat(other.statusCode()).isEqualTo(503);
            assertThat(other.headers().firstValue("Retry-After")).isPresent();
            assertThat(json(other).get("type").asText()).isEqualTo("urn:atelier:problem:busy");
        }
        Waiting.until(
                "the first one has ended", () -> got(path + "&outbox=false").statusCode() == 200);
    }

    @Test
    void saysWhichTablesThereAre() {
        HttpResponse<String> answer = got("/api/logs/fax_logs");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(json(answer).get("detail").asText()).contains("there is no table fax_logs", "kafka_logs");
        assertThat(got("/api/logs/a%3Bb").statusCode()).isEqualTo(404);
    }

    @Test
    void describesItself() {
        assertThat(got("/openapi.yml").body())
                .contains("/api/logs/{table}:", "/api/logs/stats:", "/api/logs/story/{id}:", "/api/logs/verify:");
        assertThat(got("/docs").statusCode()).isEqualTo(200);
    }

    private static JsonNode ok(String path) {
        HttpResponse<String> answer = got(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer);
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new AssertionError(answer.body(), e);
        }
    }

    private static HttpResponse<String> got(String path) {
        try {
            return get(path);
        } catch (IOException e) {
            throw new AssertionError(path, e);
        }
    }

    private static HttpResponse<String> get(String path) throws IOException {
        URI uri = URI.create("http://127.0.0.1:" + trial.httpPort() + path);
        try {
            return HTTP.send(
                    HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20)).build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
