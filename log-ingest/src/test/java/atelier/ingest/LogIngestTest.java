package atelier.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.devstack.TestServers;
import atelier.devstack.process.ChildJvm;
import atelier.ingest.trial.OddRecords;
import atelier.ingest.trial.Oracle;
import atelier.ingest.trial.Sender;
import atelier.ingest.trial.Trial;
import atelier.ingest.trial.Verdict;
import atelier.ingest.trial.Waiting;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogIngestTest {

    private static final int ENDED_BY_SIGTERM = 143;

    private final HttpClient http = HttpClient.newHttpClient();
    private Trial trial;
    private Sender sender;
    private String topic;
    private ChildJvm ingest;

    @BeforeEach
    void begin() {
        trial = new Trial("app");
        sender = new Sender(trial);
        topic = trial.topic("app", 1);
        ingest = trial.ingest("a", trial.clickHouseServer().port());
        Waiting.until("it is ready", () -> status("/health/readiness") == 200);
    }

    @AfterEach
    void end() throws Exception {
        sender.close();
        trial.close();
        http.close();
    }

    @Test
    void tellsHowItFares() throws Exception {
        sender.send(new OddRecords(1), topic, 100);
        Waiting.until("stored", () -> trial.rows() == 100);

        assertThat(get("/health").body()).contains("\"status\":\"UP\"");
        Waiting.until("parts are counted", () -> !get("/prometheus").body().contains("\ningest_parts 0.0"));
        // They can be queried a moment before it has heard that.
        Waiting.until("rows are counted", () -> get("/prometheus").body().contains("\ningest_rows_total 100.0"));
        assertThat(get("/prometheus").body())
                .contains("\ningest_lag ")
                .contains("\ningest_topic_lag{topic=\"" + topic + "\"}")
                .contains("\ningest_freshness_seconds_bucket{le=\"0.5\"}")
                .contains("\ningest_insert_seconds_count");
    }

    @Test
    void waitsForClickHouseWithoutCommittingAndCatchesUp() throws Exception {
        sender.send(new OddRecords(2), topic, 50);
        Waiting.until("stored", () -> trial.rows() == 50);
        trial.clickHouseServer().kill();
        try {
            sender.send(new OddRecords(3), topic, 5_000);
            Waiting.until("it is not ready", () -> status("/health/readiness") == 503);
            assertThat(get("/health/readiness").body()).contains("ClickHouse does not answer");
            assertThat(committed()).isEqualTo(50);
        } finally {
            trial.clickHouseServer().start();
        }
        assertThat(new Oracle(trial).verdict()).isEqualTo(new Verdict(5_050, 0, 0, 0, 0));
        Waiting.until("it is ready again", () -> status("/health/readiness") == 200);
        Waiting.until("the end is committed", () -> committed() == 5_050);
    }

    @Test
    void endsOnSigtermWhileClickHouseHangs() throws Exception {
        trial.clickHouseServer().suspend();
        try {
            sender.send(new OddRecords(4), topic, 100);
            assertEndsOnSigterm();
        } finally {
            trial.clickHouseServer().resume();
        }
    }

    @Test
    void endsOnSigtermWhileKafkaHangs() throws Exception {
        TestServers.kafka().suspend();
        try {
            assertEndsOnSigterm();
        } finally {
            TestServers.kafka().resume();
        }
    }

    private void assertEndsOnSigterm() throws Exception {
        ingest.stop(); // after 20 s it would be SIGKILL
        assertThat(ingest.onExit().get(1, TimeUnit.MINUTES)).isEqualTo(ENDED_BY_SIGTERM);
    }

    private long committed() throws Exception {
        var offset = trial.admin()
                .listConsumerGroupOffsets(trial.group())
                .partitionsToOffsetAndMetadata()
                .get()
                .get(new TopicPartition(topic, 0));
        return offset == null ? -1 : offset.offset();
    }

    private int status(String path) {
        try {
            return get(path).statusCode();
        } catch (IOException e) {
            return -1; // not up yet
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + trial.httpPort() + path);
        return http.send(
                HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
