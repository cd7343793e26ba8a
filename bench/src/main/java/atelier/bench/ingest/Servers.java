package atelier.bench.ingest;

import atelier.devstack.Ports;
import atelier.devstack.clickhouse.ClickHouseServer;
import atelier.devstack.kafka.KafkaServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Broker and engine as devstack starts them, on free ports, with all data in one temporary folder. Closed once, by whoever comes first: the end of the run or Ctrl-C. */
final class Servers implements AutoCloseable {
    private final Path folder;
    private final KafkaServer kafka;
    private final ClickHouseServer clickHouse;
    private boolean closed;

    Servers() throws IOException {
        this.folder = Files.createTempDirectory("atelier-bench-");
        this.kafka = KafkaServer.on(folder.resolve("kafka"), Ports.free());
        this.clickHouse = ClickHouseServer.on(folder.resolve("clickhouse"), Ports.free());
        kafka.start();
        clickHouse.start();
    }

    Path folder() {
        return folder;
    }

    String brokers() {
        return kafka.bootstrapServers();
    }

    String clickHouseUrl() {
        return clickHouse.url();
    }

    int clickHousePort() {
        return clickHouse.port();
    }

    long kafkaPid() {
        return kafka.pid();
    }

    long clickHousePid() {
        return clickHouse.pid();
    }

    /** Kills: nothing of it is kept. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (clickHouse.running()) {
            clickHouse.kill();
        }
        if (kafka.running()) {
            kafka.kill();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList().reversed()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException inUse) {
            System.err.println("left behind: " + folder);
        }
    }
}
