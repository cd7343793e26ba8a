package atelier.testing;

import static org.awaitility.Awaitility.await;

import atelier.devstack.Ports;
import atelier.devstack.TestServers;
import atelier.devstack.process.ChildJvm;
import atelier.devstack.process.Signal;
import atelier.events.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A service as it runs in production, in a process of its own, on a database and topics of its own; logs JSON. */
public final class ServiceProcess implements AutoCloseable {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final ChildJvm process;
    private final String name;
    private final int port;

    private ServiceProcess(ChildJvm process, String name, int port) {
        this.process = process;
        this.name = name;
        this.port = port;
    }

    /** Returns when it is ready. */
    public static ServiceProcess start(Class<?> main) {
        String name = "process_" + ProcessHandle.current().pid() + "_" + COUNT.incrementAndGet();
        TestServers.postgres().createDatabase(name);
        return start(main, name);
    }

    /** Another one on the same database, topics and group. */
    public ServiceProcess startAnother(Class<?> main) {
        return start(main, name);
    }

    private static ServiceProcess start(Class<?> main, String name) {
        int port = Ports.free();
        ChildJvm.Builder child = ChildJvm.of(main, log(name + "_" + port))
                .patience(PATIENCE)
                .jvmArguments("-XX:TieredStopAtLevel=1")
                .environment("SERVER_PORT", Integer.toString(port))
                .environment("DATABASE_URL", TestServers.postgres().jdbcUrl(name))
                .environment("KAFKA_BROKERS", TestServers.kafka().bootstrapServers())
                .environment("KAFKA_CONSUMER_GROUP_ID", name)
                .environment("TOPIC_PARTITIONS", "2")
                .environment("LOG_FORMAT", "json");
        for (String topic : Topics.ALL) {
            child.environment("TOPIC_" + topic.toUpperCase(Locale.ROOT).replace('-', '_'), name + "." + topic);
        }
        ServiceProcess service = new ServiceProcess(child.start(), name, port);
        await().atMost(PATIENCE)
                .ignoreException(UncheckedIOException.class)
                .until(() -> service.http().get("/health/readiness").status() == 200);
        return service;
    }

    public HttpCalls http() {
        return new HttpCalls(port);
    }

    public Listener listener(String defaultName) {
        return new Listener(TestServers.kafka().bootstrapServers(), name + "." + defaultName);
    }

    public String database() {
        return TestServers.postgres().jdbcUrl(name);
    }

    public String group() {
        return name;
    }

    /** SIGTERM, nothing more. */
    public void terminate() {
        Signal.TERM.send(List.of(process.pid()));
    }

    /** The exit code, 128 + the number of the signal that ended it. */
    public int exitCode(Duration patience) throws Exception {
        return process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** What it has printed. */
    public List<String> log() {
        try {
            return Files.readAllLines(process.log());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        if (process.running()) {
            process.kill();
        }
    }

    private static Path log(String name) {
        Path log = Path.of("target", name + ".log").toAbsolutePath();
        try {
            Files.deleteIfExists(log);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return log;
    }
}
