package atelier.devstack.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A main class in a JVM of its own, with our class path or from its jar: to be killed and suspended where a thread could not be. */
public final class ChildJvm implements AutoCloseable {
    private final ChildProcess process;

    private ChildJvm(ChildProcess process) {
        this.process = process;
    }

    /** @param log gets what the child prints; runs that share it are appended */
    public static Builder of(Class<?> main, Path log) {
        return new Builder(main.getName(), log);
    }

    /** What to add to the JVM's arguments to run a jar, with the cache that bin/train-services made if it has; the JVM itself passes over one that does not fit the jars, and is not to talk about it. */
    public static List<String> running(Path jar) {
        Path cache = Path.of(jar.toString().replaceFirst("\\.jar$", ".aot"));
        List<String> arguments = new ArrayList<>();
        if (Files.isRegularFile(cache)) {
            arguments.addAll(List.of("-XX:AOTCache=" + cache, "-Xlog:aot*=off,cds*=off,class+path=off"));
        }
        arguments.addAll(List.of("-jar", jar.toString()));
        return arguments;
    }

    /** The program of this JVM. */
    public static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    public long pid() {
        return process.pid();
    }

    public Path log() {
        return process.log();
    }

    public String logTail(int lines) {
        return process.logTail(lines);
    }

    public boolean running() {
        return process.running();
    }

    public CompletableFuture<Integer> onExit() {
        return process.onExit();
    }

    /** False when it still runs after that time. */
    public boolean awaitExit(Duration patience) {
        return process.awaitExit(patience);
    }

    /** SIGTERM, so that shutdown hooks run; SIGKILL when they take too long. */
    public void stop() {
        process.stop();
    }

    /** SIGKILL; returns when the process is gone. */
    public void kill() {
        process.kill();
    }

    public void suspend() {
        process.suspend();
    }

    public void resume() {
        process.resume();
    }

    @Override
    public void close() {
        stop();
    }

    /** What a child JVM is to run; not safe for use by several threads. */
    public static final class Builder {
        private final String main;
        private final Path log;
        private @Nullable Path jar;
        private final List<String> jvmArguments = new ArrayList<>(List.of(
                "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        private final List<String> arguments = new ArrayList<>();
        private final Map<String, String> environment = new HashMap<>();
        private String heap = "256m";
        private Duration patience = Duration.ofSeconds(20);

        private Builder(String main, Path log) {
            this.main = main;
            this.log = log;
        }

        /** As in -Xmx: "384m". */
        public Builder heap(String max) {
            this.heap = max;
            return this;
        }

        /** The main class of this jar instead: starts faster than from folders of classes if bin/train-services was there. */
        public Builder from(Path packaged) {
            this.jar = packaged;
            return this;
        }

        public Builder jvmArguments(String... more) {
            jvmArguments.addAll(List.of(more));
            return this;
        }

        public Builder arguments(Object... more) {
            for (Object argument : more) {
                arguments.add(argument.toString());
            }
            return this;
        }

        public Builder environment(String name, String value) {
            environment.put(name, value);
            return this;
        }

        /** How long a graceful end may take. */
        public Builder patience(Duration longest) {
            this.patience = longest;
            return this;
        }

        public ChildJvm start() {
            return new ChildJvm(ChildProcess.start(launch()));
        }

        /** For callers that keep the process themselves. */
        public Launch launch() {
            List<String> command = new ArrayList<>(List.of(java().toString(), "-Xmx" + heap));
            command.addAll(jvmArguments);
            command.addAll(jar == null ? List.of("-cp", absoluteClassPath(), main) : running(jar));
            command.addAll(arguments);
            return new Launch(main, command, environment, log, Signal.TERM, patience);
        }

        private static String absoluteClassPath() {
            List<String> entries = new ArrayList<>();
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
                entries.add(Path.of(entry).toAbsolutePath().toString());
            }
            return String.join(File.pathSeparator, entries);
        }
    }
}
