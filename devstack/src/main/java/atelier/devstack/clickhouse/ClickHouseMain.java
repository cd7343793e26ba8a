package atelier.devstack.clickhouse;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The process that serves ClickHouse's engine over HTTP until SIGTERM. */
public final class ClickHouseMain {
    static final int FAILED = 1;
    static final int STOPPED_WITH_STATEMENTS_RUNNING = 3;
    private static final int USAGE = 2;

    private static final Map<String, String> DEFAULTS = Map.of(
            "--port", "8123",
            "--host", "127.0.0.1",
            "--data", ".devstack/clickhouse",
            "--memory-mb", "1536",
            "--max-body-mb", "4096",
            "--max-statements", "64");

    private ClickHouseMain() {}

    /** @param args {@code --name=value} for the names of the defaults below */
    public static void main(String[] args) throws InterruptedException {
        long started = System.nanoTime();
        settleHttpServer();
        try {
            serve(settings(args), started);
        } catch (IllegalArgumentException e) {
            stop(USAGE, String.valueOf(e.getMessage()));
        } catch (FileSystemException e) {
            stop(FAILED, "the data folder cannot be used (" + e + "): give another with --data");
        } catch (ChdbUnavailable | ChdbException | IOException e) {
            stop(FAILED, String.valueOf(e.getMessage()));
        }
    }

    /** The JDK's HTTP server reads these once, when it is loaded. */
    private static void settleHttpServer() {
        // Without it, every answer waits for the client's delayed acknowledgement (40 ms).
        System.setProperty("sun.net.httpserver.nodelay", "true");
        // Longer than the answers' Keep-Alive promises, so that no request meets a connection that is being closed.
        System.setProperty("sun.net.httpserver.idleInterval", String.valueOf(2 * ClickHouseHttp.KEEP_ALIVE_SECONDS));
        // Parameters travel in the URL; ClickHouse takes 1 MiB of it.
        System.setProperty("sun.net.httpserver.maxReqHeaderSize", String.valueOf(2 << 20));
    }

    private static void serve(Map<String, String> settings, long started) throws IOException, InterruptedException {
        HttpServer server = bind(settings.getOrDefault("--host", ""), (int) number(settings, "--port", 0, 65535));
        Path data = Path.of(settings.getOrDefault("--data", ""));
        ChdbEngine engine = new ChdbEngine(data, number(settings, "--memory-mb", 256, 1 << 20) << 20, (int)
                number(settings, "--max-statements", 1, 1000));
        Path spool = emptied(data.resolve("spool"));
        ClickHouseHttp.ServerFacts facts = facts(engine);
        ExecutorService threads = Executors.newCachedThreadPool(
                Thread.ofPlatform().name("clickhouse-http-", 0).factory());
        server.setExecutor(threads);
        server.createContext(
                "/", new ClickHouseHttp(engine, spool, number(settings, "--max-body-mb", 1, 1 << 20) << 20, facts));
        server.start();
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
            engine.close();
            server.stop(0); // with a delay it would wait in vain after a connection has broken off
            stopped.countDown();
        }));
        System.out.println("ready: ClickHouse " + facts.version() + " on http://" + settings.get("--host") + ":"
                + server.getAddress().getPort() + " in " + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started)
                + " ms, data in " + data);
        stopped.await();
    }

    private static HttpServer bind(String host, int port) throws IOException {
        try {
            return HttpServer.create(new InetSocketAddress(host, port), 0);
        } catch (BindException e) {
            throw new IOException("port " + port + " on " + host + " is taken (" + e.getMessage()
                    + "): stop what listens there, or give another with --port");
        }
    }

    private static ClickHouseHttp.ServerFacts facts(ChdbEngine engine) throws IOException, InterruptedException {
        StringBuilder row = new StringBuilder();
        try (ChdbSession session = engine.session()) {
            var select = new ChdbSession.Bound("SELECT version(), timezone()", "TabSeparated", Map.of());
            session.run(select, bytes -> row.append(StandardCharsets.UTF_8.decode(bytes)));
        }
        String[] columns = row.toString().strip().split("\t", -1);
        return new ClickHouseHttp.ServerFacts(columns[0], columns[1]);
    }

    /** Leftovers of a killed process go. */
    private static Path emptied(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (var files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        return folder;
    }

    private static Map<String, String> settings(String[] args) {
        Map<String, String> settings = new LinkedHashMap<>(DEFAULTS);
        settings.replaceAll((name, otherwise) -> Objects.requireNonNullElse(System.getenv(variable(name)), otherwise));
        for (String arg : args) {
            int equals = arg.indexOf('=');
            String name = equals < 0 ? arg : arg.substring(0, equals);
            if (equals < 0 || !DEFAULTS.containsKey(name)) {
                throw new IllegalArgumentException(
                        arg + " is not known: give --name=value, the names are " + new TreeSet<>(DEFAULTS.keySet()));
            }
            settings.put(name, arg.substring(equals + 1));
        }
        return settings;
    }

    /** {@code --memory-mb} is {@code ATELIER_CLICKHOUSE_MEMORY_MB}, for those who do not write the command line. */
    private static String variable(String name) {
        return "ATELIER_CLICKHOUSE_"
                + name.substring("--".length()).replace('-', '_').toUpperCase(Locale.ROOT);
    }

    private static long number(Map<String, String> settings, String name, long least, long most) {
        String value = settings.getOrDefault(name, "");
        try {
            long number = Long.parseLong(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new IllegalArgumentException(name + "=" + value + ": give a number from " + least + " to " + most);
    }

    private static void stop(int status, String line) {
        System.err.println(line);
        // Not exit(): there is nothing to clean up yet, and the engine's threads may not be up to it.
        Runtime.getRuntime().halt(status);
    }
}
