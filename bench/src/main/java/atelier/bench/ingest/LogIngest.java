package atelier.bench.ingest;

import atelier.bench.measure.Service;
import atelier.bench.measure.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** log-ingest as {@code make run} starts it, warmed by a topic of its own; {@code INGEST_…} of the environment are handed on. */
final class LogIngest implements Way {
    private final ClickHouse clickHouse;
    private final Map<String, String> servers;
    private final Path folder;
    private final Backlog warmUp;
    private @Nullable Service service;

    /** @param warmUp released: everyone reads it first */
    LogIngest(ClickHouse clickHouse, Broker broker, int clickHousePort, Path folder, Backlog warmUp) {
        this.clickHouse = clickHouse;
        this.servers = Map.of(
                "SERVER_HOST",
                "127.0.0.1",
                "KAFKA_BROKERS",
                broker.address(),
                "CLICKHOUSE_HOST",
                "127.0.0.1",
                "CLICKHOUSE_PORT",
                Integer.toString(clickHousePort));
        this.folder = folder;
        this.warmUp = warmUp;
    }

    @Override
    public String name() {
        return "log-ingest";
    }

    @Override
    public LogTable ready(String database, Backlog backlog) throws Exception {
        return ready(database);
    }

    /** Only until the tables are there. */
    void migrate(String database) throws IOException {
        start(database);
    }

    LogTable ready(String database) throws Exception {
        LogTable into = new LogTable(clickHouse, database);
        start(database);
        into.awaitRows(warmUp.events());
        into.settle();
        into.truncate();
        return into;
    }

    private void start(String database) throws IOException {
        Map<String, String> environment = new HashMap<>(servers);
        System.getenv().forEach((name, value) -> {
            if (name.startsWith("INGEST_")) {
                environment.put(name, value);
            }
        });
        environment.put("INGEST_GROUP_ID", database);
        environment.put("CLICKHOUSE_DATABASE", database);
        Service started = new Service("log-ingest", environment, Files.createDirectories(folder.resolve(database)));
        service = started;
        started.start(Map.of());
    }

    @Override
    public void go() {
        // It polls already.
    }

    @Override
    public double clientSeconds() {
        return Usage.seconds(clientPid());
    }

    @Override
    public long clientPid() {
        return running().pid();
    }

    /** Of its HTTP side. */
    String address() {
        return "http://127.0.0.1:" + running().port();
    }

    private Service running() {
        Service running = service;
        if (running == null) {
            throw new IllegalStateException("not started");
        }
        return running;
    }

    @Override
    public void close() {
        if (service != null) {
            service.close();
        }
    }
}
