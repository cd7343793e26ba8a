package atelier.devstack.kafka;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** The broker's process: formats the folder once, starts, tells that it is ready by a file, and shuts down on SIGTERM. */
final class BrokerMain {
    private BrokerMain() {}

    /** Arguments: data folder, port, the controller's port, the file to write when ready. */
    public static void main(String[] arguments) throws Exception {
        Path data = Path.of(arguments[0]);
        int port = Integer.parseInt(arguments[1]);
        int controllerPort = Integer.parseInt(arguments[2]);
        Path ready = Path.of(arguments[3]);
        if (!Files.exists(data.resolve("meta.properties"))) {
            format(data);
        }
        KafkaRaftServer server = new KafkaRaftServer(
                KafkaConfig.fromProps(new BrokerSettings(data, port, controllerPort).properties(), false), Time.SYSTEM);
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("broker-shutdown").unstarted(() -> {
                    forget(ready);
                    server.shutdown();
                }));
        // Returns when the controller has let the broker take part.
        server.startup();
        Files.createFile(ready);
        server.awaitShutdown();
    }

    static void forget(Path ready) {
        try {
            Files.deleteIfExists(ready);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + ready, e);
        }
    }

    private static void format(Path data) throws Exception {
        Files.createDirectories(data);
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setNodeId(BrokerSettings.NODE)
                .setClusterId(Uuid.randomUuid().toString())
                .addDirectory(data.toString())
                .setControllerListenerName(BrokerSettings.CONTROLLER)
                .setMetadataLogDirectory(data.toString())
                .setHasDynamicQuorum(false)
                .run();
    }
}
