package atelier.system;

import static org.awaitility.Awaitility.await;

import atelier.devstack.process.ChildJvm;
import atelier.devstack.process.PidFile;
import atelier.devstack.run.Main;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All parts of parts.conf from the jars of this build, kept alive by the supervisor, in a folder and on ports of their own. */
final class RunningSystem implements AutoCloseable {
    private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();
    private static final Duration LONGEST_START = Duration.ofMinutes(3);

    private final Path folder;
    private final Map<String, Integer> ports;
    private final ChildJvm supervisor;

    private RunningSystem(Path folder, Map<String, String> environment, Map<String, String> ofServices)
            throws IOException {
        this.folder = folder;
        var child = ChildJvm.of(Main.class, folder.resolve("run.log")).heap("64m");
        environment.forEach(child::environment);
        this.ports = new Parts(CHECKOUT, ofServices).writeTo(folder, child::environment);
        this.supervisor = child.arguments("run", folder).start();
    }

    /**
     * Returns when all parts are ready.
     *
     * @param environment of the supervisor and so of every part
     * @param ofServices added to that of the services
     */
    static RunningSystem in(Path folder, Map<String, String> environment, Map<String, String> ofServices)
            throws IOException {
        RunningSystem system = new RunningSystem(folder, environment, ofServices);
        try {
            await("the system is ready")
                    .atMost(LONGEST_START)
                    .until(() -> system.said("ready in") || !system.supervisor.running());
            if (!system.supervisor.running()) {
                throw new IllegalStateException("the system does not start:\n" + system.supervisor.logTail(40));
            }
            return system;
        } catch (RuntimeException e) {
            system.close();
            throw e;
        }
    }

    /** Where a part keeps its data, also before it was started. */
    static Path data(Path folder, String part) {
        return folder.resolve(".devstack").resolve(part);
    }

    List<String> parts() {
        return List.copyOf(ports.keySet());
    }

    List<String> services() {
        return parts().stream().filter(RunningSystem::isService).toList();
    }

    private static boolean isService(String part) {
        return !List.of("postgres", "kafka", "clickhouse").contains(part);
    }

    int port(String part) {
        Integer port = ports.get(part);
        if (port == null) {
            throw new IllegalArgumentException("no part " + part + " in " + ports.keySet());
        }
        return port;
    }

    String url(String part) {
        return "http://127.0.0.1:" + port(part);
    }

    String brokers() {
        return "127.0.0.1:" + port("kafka");
    }

    /** SIGKILL to the part and to all that it forked. */
    void kill(String part) {
        process(part).stream()
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .toList()
                .forEach(ProcessHandle::destroyForcibly);
    }

    /** Zero when it is not running; a part that was started again has another. */
    long pid(String part) {
        return process(part).stream().mapToLong(ProcessHandle::pid).findFirst().orElse(0);
    }

    boolean alive(String part) {
        return !process(part).isEmpty();
    }

    private List<ProcessHandle> process(String part) {
        return new PidFile(data(folder, part).resolve(part + ".pid"))
                .living().stream().toList();
    }

    private boolean said(String text) throws IOException {
        return Files.exists(supervisor.log())
                && Files.readString(supervisor.log()).contains(text);
    }

    /** By force: a graceful end would take the time to write archives of classes. */
    @Override
    public void close() {
        supervisor.kill();
        parts().reversed().forEach(this::kill);
        await("all parts are gone").atMost(Duration.ofSeconds(60)).until(() -> parts().stream()
                .noneMatch(this::alive));
    }

    /** What the supervisor said, for a failed test. */
    String log() {
        try {
            return Files.readString(supervisor.log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
