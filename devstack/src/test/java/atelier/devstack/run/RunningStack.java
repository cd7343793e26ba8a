package atelier.devstack.run;

import static org.awaitility.Awaitility.await;

import atelier.devstack.Ports;
import atelier.devstack.process.ChildJvm;
import atelier.devstack.process.Signal;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A checkout with two stand-in services, "below" and "above" that needs it, and the supervisor as a process. */
final class RunningStack {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path root;
    final int belowPort = Ports.free();
    final int abovePort = Ports.free();

    RunningStack(Path root) throws IOException {
        this.root = root;
        jar();
        Files.writeString(root.resolve("parts.conf"), """
                # stand-ins
                [below]
                kind = service
                port = %d
                jar = stand-in.jar
                jvm = -Xmx32m -XX:+UseSerialGC
                ready = /ready
                env.NAME = below
                env.SERVER_PORT = ${below.port}
                env.TOLD = %s

                [above]
                kind = service
                port = %d
                needs = below
                jar = stand-in.jar
                jvm = -Xmx32m -XX:+UseSerialGC
                ready = /ready
                env.NAME = above
                env.SERVER_PORT = ${above.port}
                env.TOLD = %s

                |Next:
                |  curl localhost:${above.port}/ready
                """.formatted(belowPort, told(), abovePort, told()));
    }

    private void jar() throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, StandIn.class.getName());
        manifest.getMainAttributes()
                .put(
                        Attributes.Name.CLASS_PATH,
                        StandIn.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toString());
        try (OutputStream file = Files.newOutputStream(root.resolve("stand-in.jar"));
                JarOutputStream jar = new JarOutputStream(file, manifest)) {
            jar.finish();
        }
    }

    Path told() {
        return root.resolve("told.txt");
    }

    ChildJvm supervisor(String command, Path log) {
        return ChildJvm.of(Main.class, log).heap("64m").arguments(command, root).start();
    }

    ChildJvm ready() {
        Path log = root.resolve("run.log");
        ChildJvm supervisor = supervisor("run", log);
        awaitText(supervisor, "ready in");
        return supervisor;
    }

    /** Waits until the supervisor has said it. */
    void awaitText(ChildJvm supervisor, String text) {
        await("\"" + text + "\"").atMost(PATIENCE).until(() -> output(supervisor)
                .contains(text));
    }

    static String output(ChildJvm supervisor) throws IOException {
        return Files.exists(supervisor.log()) ? Files.readString(supervisor.log()) : "";
    }

    /** To the whole group of the supervisor, as a terminal does. */
    static void pressCtrlC(ChildJvm supervisor) {
        Signal.INT.send(List.of(-supervisor.pid()));
    }

    ProcessHandle process(String part) throws IOException {
        String recorded =
                Files.readString(root.resolve(".devstack").resolve(part).resolve(part + ".pid"));
        return ProcessHandle.of(Long.parseLong(recorded.split(" ", 2)[0])).orElseThrow();
    }

    boolean hasData() {
        return Files.exists(root.resolve(".devstack"));
    }
}
