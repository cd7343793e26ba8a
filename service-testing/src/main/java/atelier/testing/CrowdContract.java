package atelier.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import atelier.devstack.TestServers;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That callers who are slow, silent or many do not keep a service from the others. A service's tests extend it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class CrowdContract {
    private static final int CROWD = 1_000;

    private final String collection;
    private final String sound;
    private RunningService service;

    protected CrowdContract(String collection, String sound) {
        this.collection = collection;
        this.sound = sound;
    }

    @BeforeAll
    void start() {
        service = RunningService.start(Map.of("request.seconds", 2));
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 1000\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n", "X-Slow: "})
    void cutsOffARequestThatTricklesIn(String begin) {
        String next = begin.contains("chunked") ? "1\r\n \r\n" : " ";
        try (RawHttp slow = connect();
                var clock = Executors.newSingleThreadScheduledExecutor()) {
            slow.send("POST " + collection + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n" + begin);
            Future<?> trickle = clock.scheduleAtFixedRate(() -> slow.send(next), 50, 50, TimeUnit.MILLISECONDS);

            assertServed();
            assertThat(slow.rest()).startsWith("HTTP/1.1 408").contains("urn:atelier:problem:request-timeout");
            trickle.cancel(true);
        }
    }

    @Test
    void leavesAConnectionOpenOnWhichNothingHasBegun() {
        try (RawHttp patient = connect()) {
            cutsOffARequestThatTricklesIn("X-Slow: ");

            assertThat(patient.send(get()).line()).isEqualTo("HTTP/1.1 200 OK");
        }
    }

    @Test
    void writesNothingForABodyThatBreaksOff() {
        int before = service.outbox().all().size();
        for (int i = 0; i < 20; i++) {
            try (RawHttp broken = connect()) {
                broken.send("POST " + collection + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                        + "Content-Length: " + (sound.length() + 1) + "\r\n\r\n" + sound);
            }
        }
        assertServed();
        assertThat(service.outbox().all()).hasSize(before);
    }

    @Test
    void answersAThousandAtOnceBesideAThousandThatAreSilent() {
        List<RawHttp> silent = new ArrayList<>();
        List<RawHttp> active = new ArrayList<>();
        try {
            for (int i = 0; i < CROWD; i++) {
                silent.add(connect());
                active.add(connect());
            }
            active.forEach(connection -> connection.send(get()));
            assertThat(active)
                    .allSatisfy(connection -> assertThat(connection.line()).isEqualTo("HTTP/1.1 200 OK"));
            silent.forEach(connection -> connection.send(get()));
            assertThat(silent)
                    .allSatisfy(connection -> assertThat(connection.line()).isEqualTo("HTTP/1.1 200 OK"));
        } finally {
            silent.forEach(RawHttp::close);
            active.forEach(RawHttp::close);
        }
    }

    @Test
    void servesOthersWhileOneAsksAndNeverReads() {
        try (RawHttp deaf = connect();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.execute(() -> {
                try {
                    for (int i = 0; i < 200_000; i++) {
                        deaf.send(get());
                    }
                } catch (UncheckedIOException closed) {
                    // by the end of the test, or by the server
                }
            });
            await().during(Duration.ofSeconds(2)).atMost(Duration.ofSeconds(30)).untilAsserted(this::assertServed);
            deaf.close();
        }
    }

    @Test
    void livesButIsNotReadyWhileItsDatabaseHangs() {
        TestServers.postgres().suspend();
        try {
            assertThat(service.http().get("/health/readiness").status()).isEqualTo(503);
            assertThat(service.http().get("/health/liveness").status()).isEqualTo(200);
        } finally {
            TestServers.postgres().resume();
        }
        await().atMost(Duration.ofMinutes(1))
                .until(() -> service.http().get("/health/readiness").status() == 200);
    }

    private void assertServed() {
        assertThat(service.http().get(collection).status()).isEqualTo(200);
    }

    private RawHttp connect() {
        return new RawHttp(service.http().port());
    }

    private String get() {
        return "GET " + collection + " HTTP/1.1\r\nHost: x\r\n\r\n";
    }
}
