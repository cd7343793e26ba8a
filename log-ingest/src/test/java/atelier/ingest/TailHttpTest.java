package atelier.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import atelier.devstack.process.ChildJvm;
import atelier.ingest.clickhouse.ClickHouseFailure;
import atelier.ingest.trial.ClickHouseProxy;
import atelier.ingest.trial.EventStream;
import atelier.ingest.trial.EventStream.Event;
import atelier.ingest.trial.Trial;
import atelier.ingest.trial.Waiting;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Following the log over HTTP, of the real program in a process of its own, with a proxy before ClickHouse. */
class TailHttpTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int MOST = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Map<String, String> SETTINGS =
            Map.of("INGEST_FOLLOWERS", String.valueOf(MOST), "INGEST_HEARTBEAT_MS", "200");

    private static Trial trial;
    private static ClickHouseProxy proxy;
    private static int port;
    private static long next;

    /** Of this test alone: the table is that of all. */
    private String topic = "";

    @BeforeAll
    static void begin() throws Exception {
        trial = new Trial("follow");
        proxy = new ClickHouseProxy(trial.clickHouseServer().port());
        trial.ingest("a", proxy.port(), SETTINGS);
        port = trial.httpPort();
        Waiting.until("it is ready", () -> ready(port));
    }

    @AfterAll
    static void end() throws Exception {
        trial.close();
        proxy.close();
    }

    @BeforeEach
    void topic() {
        topic = "topic" + next++;
    }

    @Test
    void beginsWithTheNewestAndGoesOn() throws Exception {
        insert(0, 0, 5);
        try (EventStream stream = tail("&limit=2")) {
            Waiting.until("history", () -> stream.count() == 2);
            insert(0, 5, 2);
            Waiting.until("live", () -> stream.count() == 4);
            // The newest by their times, which go back; and then what comes, whatever its time.
            assertThat(offsets(stream, 0)).containsExactly(0L, 1L, 5L, 6L);
            assertThat(stream.answer().headers().firstValue("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
            assertThat(stream.answer().headers().firstValue("Cache-Control")).hasValue("no-store");
            Waiting.until("it shows that it lives", () -> stream.comments() >= 2);
        }
    }

    @Test
    void givesEachRowOnceThoughTheClientLeavesAndComesBackWhileManyWrite() throws Exception {
        int partitions = 4;
        int batches = 30;
        int rows = 10;
        List<Event> all = new ArrayList<>();
        insert(0, 0, 1);
        try (EventStream stream = tail("&limit=1")) {
            Waiting.until("history", () -> stream.count() == 1);
            all.addAll(stream.events());
        }
        String last = all.getFirst().id();
        try (ExecutorService writers = Executors.newFixedThreadPool(partitions)) {
            List<Future<?>> written = new ArrayList<>();
            for (int partition = 0; partition < partitions; partition++) {
                int own = partition;
                written.add(writers.submit(() -> {
                    for (int batch = 0; batch < batches; batch++) {
                        insert(own, 1L + (long) batch * rows, rows);
                    }
                    return null;
                }));
            }
            while (all.size() < 1 + partitions * batches * rows) {
                int step = Math.min(97, 1 + partitions * batches * rows - all.size());
                // It leaves in the middle of what was read for it alone, and of what is read for all.
                try (EventStream stream = EventStream.open(HTTP, uri("&limit=1"), last)) {
                    Waiting.until("some rows", () -> stream.count() >= step);
                    all.addAll(stream.events().subList(0, step));
                }
                last = all.getLast().id();
            }
            for (Future<?> one : written) {
                one.get();
            }
        }
        for (int partition = 0; partition < partitions; partition++) {
            List<Long> expected = new ArrayList<>();
            for (long offset = partition == 0 ? 0 : 1; offset <= (long) batches * rows; offset++) {
                expected.add(offset);
            }
            assertThat(offsets(all, partition)).as("partition " + partition).isEqualTo(expected);
        }
    }

    @Test
    void goesOnWhereItStoppedWhenClickHouseIsBack() throws Exception {
        insert(0, 0, 1);
        try (EventStream stream = tail("")) {
            Waiting.until("history", () -> stream.count() == 1);
            insert(0, 1, 1);
            Waiting.until("live", () -> stream.count() == 2);
            proxy.away(true);
            insert(0, 2, 50);
            int comments = stream.comments();
            Waiting.until("the stream lives on", () -> stream.comments() > comments + 5);
            assertThat(stream.events()).hasSize(2);
            proxy.away(false);
            insert(0, 52, 1);
            Waiting.until("all are there", () -> offsets(stream, 0).contains(52L));
            assertThat(offsets(stream, 0)).hasSize(53).isSorted();
        }
    }

    @Test
    void asksOnceForAllWhoFollow() throws Exception {
        Waiting.until("those of before have left", () -> followers(0));
        AtomicInteger asked = new AtomicInteger();
        List<EventStream> streams = new ArrayList<>();
        try {
            for (int i = 0; i < MOST; i++) {
                // Each with a filter of its own.
                streams.add(tail("&limit=0&not=key=nobody" + i));
            }
            Waiting.until("all follow", () -> followers(MOST));
            assertThatThrownBy(() -> tail("")).hasMessageStartingWith("503: ");
            insert(0, 0, 1);
            Waiting.until("all have it", () -> streams.stream().allMatch(one -> one.count() == 1));
            proxy.hooks(new ClickHouseProxy.Hooks() {
                @Override
                public void asked(String statement) {
                    if (statement.contains("not_before")) {
                        asked.incrementAndGet();
                    }
                }
            });
            long began = System.nanoTime();
            for (int i = 2; i <= 6; i++) {
                int seen = i;
                insert(0, i, 1);
                Waiting.until("all have it", () -> streams.stream().allMatch(one -> one.count() == seen));
            }
            // A tenth of a second lies between two questions, and more while nothing comes.
            long tenths = (System.nanoTime() - began) / 100_000_000;
            assertThat((long) asked.get()).isBetween(5L, 5 + tenths);
        } finally {
            proxy.hooks(new ClickHouseProxy.Hooks() {});
            for (EventStream stream : streams) {
                stream.close();
            }
        }
        Waiting.until("all have left", () -> followers(0));
    }

    @Test
    void tellsASlowReaderHowMuchItHasMissed() throws Exception {
        int rows = 25_000;
        Waiting.until("those of before have left", () -> followers(0));
        insert(0, 0, 1);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                EventStream fast = tail("&limit=0")) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.getOutputStream()
                    .write(("GET " + uri("&limit=1").getRawPath() + "?"
                                    + uri("&limit=1").getRawQuery() + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            BufferedReader slow =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            assertThat(slow.readLine()).isEqualTo("HTTP/1.1 200 OK");
            // When it is sent nothing but signs of life it is where the others are.
            String id = "";
            for (int beats = 0; beats < 5; ) {
                String line = slow.readLine();
                beats += line.startsWith(":") ? 1 : 0;
                id = line.startsWith("id: ") ? line.substring(4) : id;
            }
            Waiting.until("both follow", () -> followers(2));
            // Fewer at a time than are kept, so that the other is never too slow.
            for (int first = 1; first < rows; first += 5_000) {
                insert(0, first, 5_000, 1_000);
                int there = first + 4_999;
                Waiting.until("another has them", () -> fast.count() == there);
            }
            long got = 1;
            long missed = 0;
            String cursor = "";
            for (String line = slow.readLine(); got + missed < rows + 1; line = slow.readLine()) {
                if (line.startsWith("data: {\"missed\":")) {
                    JsonNode told = JSON.readTree(line.substring(6));
                    missed += told.get("missed").asLong();
                    cursor = told.get("cursor").asText();
                    assertThat(cursor).isEqualTo(id);
                } else if (line.startsWith("data: ")) {
                    got++;
                } else if (line.startsWith("id: ")) {
                    id = line.substring(4);
                }
            }
            assertThat(missed).isPositive();
            assertThat(get("/prometheus")).contains("\ningest_followed_missed_total " + (double) missed);
            assertThat(got + missed).isEqualTo(rows + 1);
            try (EventStream again = tail("&cursor=" + cursor)) {
                Waiting.until("what was missed", () -> again.count() > 100);
            }
        }
    }

    @Test
    void filtersManyAtATimeAsItFiltersOne() throws Exception {
        List<String> filters = List.of(
                "key=k",
                "not=key=k",
                "grep=stra%C3%9Fe",
                "grep=%C4%B0",
                "grep=k",
                "not=grep=k",
                "status=tombstone",
                "event=" + URLEncoder.encode("it's {a:String} \\", StandardCharsets.UTF_8),
                "type=a&type=b",
                "partition=7&not=offset=1,2",
                "since=2020-01-01",
                "until=2020-01-01");
        List<EventStream> streams = new ArrayList<>();
        try {
            for (String filter : filters) {
                streams.add(tail("&limit=0&" + filter));
            }
            EventStream all = tail("&limit=0");
            streams.add(all);
            trial.clickHouse()
                    .run(
                            "INSERT INTO kafka_logs (ingested_at, event_time, topic, topic_id, kafka_partition, kafka_offset,"
                                    + " event_type, event_id, status, key, value, is_tombstone, insert_by)"
                                    + " SELECT now64(3), if(number % 5 = 0, toDateTime64('1970-01-01 00:00:00', 3), now64(3)), '"
                                    + topic
                                    + "', " + id()
                                    + ", 7, number, ['a', 'b', 'A', ''][number % 4 + 1], if(number % 3 = 0, 'it\\'s {a:String} \\\\', ''),"
                                    + " if(number % 6 = 5, 'tombstone', 'success'), [NULL, '', 'k', 'K', unhex('6bff')][number % 5 + 1],"
                                    + " ['', 'STRASSE', 'Straße', 'STRAẞE', 'İ', 'i̇', 'ı', 'K', unhex('6b'), unhex('ff6bff'), 'к'][number % 11 + 1],"
                                    + " number % 6 = 5, now64(3) + 60 FROM numbers(330)",
                            Map.of());
            Waiting.until("all rows", () -> all.count() == 330);
            for (int i = 0; i < filters.size(); i++) {
                List<Long> expected = new ArrayList<>();
                JSON.readTree(get("/api/logs/kafka_logs?limit=1000&value_bytes=100&topic=" + topic + "&"
                                + filters.get(i)))
                        .get("items")
                        .forEach(row -> expected.add(row.get("kafka_offset").asLong()));
                expected.sort(null);
                EventStream stream = streams.get(i);
                Waiting.until(filters.get(i), () -> stream.count() >= expected.size());
                assertThat(offsets(stream, 7)).as(filters.get(i)).containsExactlyInAnyOrderElementsOf(expected);
            }
        } finally {
            for (EventStream stream : streams) {
                stream.close();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "kafka_logs/tail?cursor=abc, 400, cursor",
        "kafka_logs/tail?cursor=AQ, 400, cursor",
        "kafka_logs/tail?cursor=AQAAAAAAAAAA, 400, cursor",
        "kafka_logs/tail?limit=1001, 400, limit",
        "kafka_logs/tail?columns=key, 400, columns",
        "audit_logs/tail?status=failed, 400, status",
        "ingest_gaps/tail, 404, ",
        "nothing/tail, 404, "
    })
    void namesWhatIsNotAllowed(String path, int status, String field) throws Exception {
        HttpResponse<String> answer = answer("/api/logs/" + path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(JSON.readTree(answer.body()).at("/errors/0/field").asText()).isEqualTo(field == null ? "" : field);
    }

    @Test
    void refusesALastEventIdThatItNeverGave() {
        assertThatThrownBy(() -> EventStream.open(HTTP, uri(""), "rubbish"))
                .hasMessageStartingWith("400: ")
                .hasMessageContaining("\"field\":\"Last-Event-ID\"");
    }

    @Test
    void endsStreamsCleanlyWhenItIsStopped() throws Exception {
        ChildJvm other = trial.ingest("b", trial.clickHouseServer().port());
        int its = trial.httpPort();
        Waiting.until("it is ready", () -> ready(its));
        URI uri = URI.create("http://127.0.0.1:" + its + "/api/logs/kafka_logs/tail");
        try (EventStream stream = EventStream.open(HTTP, uri, null)) {
            other.stop();
            Waiting.until("it has ended", () -> !stream.ended().isEmpty());
            assertThat(stream.ended()).isEqualTo("cleanly");
        }
    }

    private EventStream tail(String more) throws IOException, InterruptedException {
        return EventStream.open(HTTP, uri(more), null);
    }

    private URI uri(String more) {
        return URI.create("http://127.0.0.1:" + port + "/api/logs/kafka_logs/tail?topic=" + topic + more);
    }

    private String id() {
        return "toUUID('00000000-0000-7000-8000-" + "%012d".formatted(next) + "')";
    }

    /** One part, as the lane makes it. Times go back from row to row and lie minutes apart between partitions. */
    private void insert(int partition, long first, int rows) throws ClickHouseFailure {
        insert(partition, first, rows, 1);
    }

    private void insert(int partition, long first, int rows, int bytes) throws ClickHouseFailure {
        String sql =
                "INSERT INTO kafka_logs (ingested_at, event_time, topic, topic_id, kafka_partition, kafka_offset, status, value,"
                        + " insert_by) SELECT now64(3), now64(3) - " + partition + " * 60 - number, '" + topic + "', "
                        + id()
                        + ", "
                        + partition + ", " + first + " + number, 'success', repeat('x', " + bytes
                        + "), now64(3) + 60 FROM numbers("
                        + rows + ")";
        trial.clickHouse().change(sql, Map.of(), Map.of(), PATIENCE);
    }

    private static List<Long> offsets(EventStream stream, int partition) {
        return offsets(stream.events(), partition);
    }

    private static List<Long> offsets(List<Event> events, int partition) {
        return events.stream()
                .map(TailHttpTest::row)
                .filter(row -> row.get("kafka_partition").asInt() == partition)
                .map(row -> row.get("kafka_offset").asLong())
                .toList();
    }

    private static JsonNode row(Event event) {
        try {
            return JSON.readTree(event.data());
        } catch (IOException e) {
            throw new AssertionError(event.data(), e);
        }
    }

    private static boolean ready(int port) {
        try {
            URI uri = URI.create("http://127.0.0.1:" + port + "/health/readiness");
            return HTTP.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false; // not up yet
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean followers(int number) throws IOException, InterruptedException {
        return get("/prometheus").contains("\ningest_followers " + (double) number);
    }

    private static String get(String path) throws IOException, InterruptedException {
        return answer(path).body();
    }

    private static HttpResponse<String> answer(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port + path);
        return HTTP.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
}
