package atelier.bench.measure;

import atelier.devstack.Ports;
import atelier.devstack.process.ChildJvm;
import atelier.devstack.process.ChildProcess;
import atelier.devstack.process.Launch;
import atelier.devstack.process.Signal;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A service as {@code make run} starts it: its jar with its AOT cache, the JVM's arguments from parts.conf. */
public final class Service implements AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofMinutes(1);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(30);
    private static final long POLL_NANOS = 5_000_000;
    private static final int OK = 200;

    private final String name;
    private final Map<String, String> environment;
    private final Path log;
    private final int port = Ports.free();
    private @Nullable ChildProcess process;

    public Service(String name, Map<String, String> environment, Path folder) {
        this.name = name;
        this.environment = environment;
        this.log = folder.resolve(name + ".log");
    }

    public String name() {
        return name;
    }

    public int port() {
        return port;
    }

    public boolean running() {
        return process != null && process.running();
    }

    public long pid() {
        if (process == null) {
            throw new IllegalStateException(name + " does not run");
        }
        return process.pid();
    }

    /** Returns when it is ready; seconds since it was started. */
    public double start(Map<String, String> more) throws IOException {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(more);
        all.put("SERVER_PORT", Integer.toString(port));
        long begin = System.nanoTime();
        process = ChildProcess.start(new Launch(name, command(), all, log, Signal.TERM, LONGEST_STOP));
        while (!ready()) {
            if (!process.running() || System.nanoTime() - begin > LONGEST_START.toNanos()) {
                throw new IOException(name + " is not ready:\n" + process.logTail(30));
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    private List<String> command() throws IOException {
        Path jar = Path.of(name, "target", name + ".jar").toAbsolutePath();
        Path cache = jar.resolveSibling(name + ".aot");
        if (!Files.isRegularFile(cache)) {
            throw new IOException(cache + " is missing: run bin/train-services");
        }
        List<String> command = new ArrayList<>(List.of(ChildJvm.java().toString()));
        command.addAll(jvmArguments());
        command.addAll(List.of("-XX:AOTCache=" + cache, "-Xlog:aot*=off,cds*=off,class+path=off"));
        String more = System.getenv("BENCH_JVM_" + name.replace('-', '_'));
        command.addAll(more == null ? List.of() : List.of(more.split(" ", -1)));
        command.addAll(List.of("-jar", jar.toString()));
        return command;
    }

    private List<String> jvmArguments() throws IOException {
        String section = "";
        for (String line : Files.readAllLines(Path.of("parts.conf"))) {
            if (line.startsWith("[")) {
                section = line.strip();
            } else if (section.equals("[" + name + "]") && line.startsWith("jvm ")) {
                return List.of(line.substring(line.indexOf('=') + 1).strip().split("\\s+", -1));
            }
        }
        throw new IOException("parts.conf has no jvm for " + name);
    }

    private boolean ready() {
        try {
            var probe = (HttpURLConnection) URI.create("http://127.0.0.1:" + port + "/health/readiness")
                    .toURL()
                    .openConnection();
            return probe.getResponseCode() == OK;
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.stop();
        }
    }
}
