package atelier.console;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.devstack.TestServers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What they say when they cannot begin; that they find every event of a running system, make smoke shows. */
class JourneyTest {

    @Test
    void saysWhichTopicIsMissingThenWhichServiceIsDown() throws IOException, InterruptedException, ExecutionException {
        Map<String, String> environment = Map.of(
                "KAFKA_BROKERS",
                TestServers.kafka().bootstrapServers(),
                "TOPIC_DESIGNS",
                "designs-of-a-journey",
                "TOPIC_ORDERS",
                "orders-of-a-journey",
                "DESIGNS_URL",
                closed());
        assertThat(Ran.console(environment, "kafka:test-designs").err())
                .contains("has no topic designs-of-a-journey; ./console topics:create makes it");
        create("designs-of-a-journey", "orders-of-a-journey");
        Ran ran = Ran.console(environment, "kafka:test-designs");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err())
                .contains("nothing answers at " + environment.get("DESIGNS_URL")
                        + " (designs-service); is it running? make run");
    }

    @Test
    void tellsANewcomerToStartTheSystem() throws IOException {
        Ran ran = Ran.console(Map.of("DESIGNS_URL", closed()), "demo");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains("start the system with `make run` in another terminal");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kafka:test-designs", "kafka:test-integration"})
    void refusesWhatIsNoUrlNoSpanAndNoFormat(String command) {
        assertThat(Ran.console(Map.of("ORDERS_URL", "localhost", "DESIGNS_URL", "localhost"), command))
                .isEqualTo(new Ran(2, "", "console: DESIGNS_URL=localhost is not allowed: http://host:port\n"));
        assertThat(Ran.console(Map.of(), command, "--timeout=soon").err())
                .contains("--timeout: \"soon\" is not allowed: a span");
        assertThat(Ran.console(Map.of(), command, "--format=csv").err())
                .contains("\"csv\" is not allowed: table or json");
        assertThat(Ran.console(Map.of("KAFKA_BROKERS", "kafka"), command).code())
                .isEqualTo(2);
    }

    private static void create(String... topics) throws InterruptedException, ExecutionException {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", TestServers.kafka().bootstrapServers()))) {
            admin.createTopics(Stream.of(topics)
                            .map(topic -> new NewTopic(topic, 1, (short) 1))
                            .toList())
                    .all()
                    .get();
        }
    }

    private static String closed() throws IOException {
        try (ServerSocket closedAtOnce = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "http://localhost:" + closedAtOnce.getLocalPort();
        }
    }
}
