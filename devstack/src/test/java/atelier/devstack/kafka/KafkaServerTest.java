package atelier.devstack.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import atelier.devstack.Ports;
import atelier.devstack.ServerFailed;
import atelier.devstack.process.ChildJvm;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaServerTest {
    private final Path data;

    KafkaServerTest(@TempDir Path data) {
        this.data = data;
    }

    @Test
    void keepsItsRecordsWhenKilledAndWhenSuspended() throws Exception {
        try (KafkaServer server = KafkaServer.on(data, Ports.free())) {
            server.start();
            createTopic(server);
            send(server, "before the kill");

            server.kill();
            assertThat(server.running()).isFalse();
            server.start();
            assertThat(records(server)).containsExactly("before the kill");

            server.suspend();
            assertThatThrownBy(() -> send(server, "never", 3_000)).isInstanceOf(ExecutionException.class);
            server.resume();
            send(server, "after it woke");
            assertThat(records(server)).contains("before the kill", "after it woke");
            assertThat(Files.readString(server.log())).contains("INFO").contains("Kafka Server started");
        }
    }

    @Test
    void stopsGracefullyAndStartsAgain() throws Exception {
        try (KafkaServer server = KafkaServer.on(data, Ports.free())) {
            server.start();
            createTopic(server);
            send(server, "one");
            server.stop();
            assertThat(server.running()).isFalse();
            assertThat(Ports.isFree(server.port())).isTrue();
            server.start();
            assertThat(records(server)).containsExactly("one");
        }
    }

    @Test
    void namesATakenPortAndWhatToSet() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                KafkaServer server = KafkaServer.on(data, taken.getLocalPort())) {
            assertThatThrownBy(server::start)
                    .isInstanceOf(ServerFailed.class)
                    .hasMessageContaining("port " + taken.getLocalPort())
                    .hasMessageContaining("set ATELIER_KAFKA_PORT");
        }
    }

    @Test
    void diesWithTheJvmThatStartedItEvenWhenSuspended() throws Exception {
        Path pid = data.resolve("told.pid");
        try (ChildJvm owner = ChildJvm.of(Owner.class, data.resolve("owner.log"))
                .arguments(data, Ports.free(), pid)
                .start()) {
            // A file is there a moment before it says anything.
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> Files.exists(pid) && !Files.readString(pid).isEmpty());
            Optional<ProcessHandle> broker = ProcessHandle.of(Long.parseLong(Files.readString(pid)));
            assertThat(broker).isPresent();
            owner.kill();
            await().atMost(Duration.ofSeconds(60)).until(() -> !broker.get().isAlive());
        }
    }

    private static void createTopic(KafkaServer server) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", server.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic("designs", 1, (short) 1)))
                    .all()
                    .get();
        }
    }

    private static void send(KafkaServer server, String value) throws Exception {
        send(server, value, 60_000);
    }

    private static void send(KafkaServer server, String value, int patienceMillis) throws Exception {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                server.bootstrapServers(),
                "delivery.timeout.ms",
                patienceMillis,
                "request.timeout.ms",
                2000,
                // An idempotent one asks a silent broker for its id first, and waits for that for ever (kafka-clients
                // 4.2.1).
                "enable.idempotence",
                false,
                "linger.ms",
                0,
                "max.block.ms",
                patienceMillis);
        KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
        try {
            producer.send(new ProducerRecord<>("designs", value)).get();
        } finally {
            producer.close(Duration.ofSeconds(1));
        }
    }

    private static List<String> records(KafkaServer server) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", server.bootstrapServers(), "auto.offset.reset", "earliest");
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            TopicPartition only = new TopicPartition("designs", 0);
            consumer.assign(List.of(only));
            consumer.seekToBeginning(List.of(only));
            List<String> values = new ArrayList<>();
            long end = consumer.endOffsets(List.of(only)).getOrDefault(only, 0L);
            while (consumer.position(only) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(entry -> values.add(entry.value()));
            }
            return values;
        }
    }

    /** Starts a broker, suspends it and waits to be killed. */
    static final class Owner {
        private Owner() {}

        public static void main(String[] arguments) throws Exception {
            KafkaServer server = KafkaServer.on(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
            server.start();
            server.suspend();
            Files.writeString(Path.of(arguments[2]), Long.toString(server.pid()));
            Thread.currentThread().join();
        }
    }
}
