package atelier.console.proof;

import atelier.console.session.Ended;
import atelier.console.session.Failure;
import atelier.console.session.Output;
import atelier.console.session.OutputClosed;
import atelier.console.session.Session;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs log-ingest's jar for one command: what it prints is printed, how it ends is how the command ends. */
final class OwningModule {

    private static final String MAIN = "atelier.ingest.LogCommand";

    /** To write down how far it came, and let go of what it holds. */
    private static final int SECONDS_TO_END = 15;

    private final Session session;

    OwningModule(Session session) {
        this.session = session;
    }

    /** @param words the command and what it is told, {@code name=value} */
    void run(List<String> words) {
        Process process = start(words);
        // Ctrl-C reaches both; whoever ends the console alone ends its child too.
        Thread errors = Thread.ofVirtual().unstarted(() -> print(process.getErrorStream(), session.err()));
        Thread endOfConsole = new Thread(() -> end(process, errors));
        Runtime.getRuntime().addShutdownHook(endOfConsole);
        try {
            errors.start();
            print(process.getInputStream(), session.out());
            errors.join();
            int code = process.waitFor();
            if (code != 0) {
                throw code == 2 ? Ended.usage() : Ended.failed();
            }
        } catch (OutputClosed e) {
            // As head does. What nobody reads on is not done to its end, and 0 would say that it was.
            end(process, errors);
            throw Ended.failed();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("interrupted");
        } finally {
            process.destroy();
            forget(endOfConsole);
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // Ctrl-C: the console is ending, and the hook sees to it that its child does.
            return;
        }
    }

    private Process start(List<String> words) {
        Path jar = jar();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-Xlog:disable",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                jar.toString(),
                MAIN));
        command.addAll(words);
        ProcessBuilder builder = new ProcessBuilder(command).redirectInput(ProcessBuilder.Redirect.INHERIT);
        builder.environment().clear();
        builder.environment().putAll(session.environment());
        try {
            return builder.start();
        } catch (IOException e) {
            throw new Failure("cannot start " + jar + ": " + e.getMessage());
        }
    }

    /** Beside the console's own folder, where the build and the image put it. */
    private static Path jar() {
        String first = System.getProperty("java.class.path").split(File.pathSeparator, 2)[0];
        Path jar = Path.of(first)
                .toAbsolutePath()
                .resolveSibling("../../log-ingest/target/log-ingest.jar")
                .normalize();
        if (!Files.isRegularFile(jar)) {
            throw new Failure("this command needs " + jar + ", which is not there; run: make build");
        }
        return jar;
    }

    private static void print(InputStream from, Output to) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                to.line(line);
                if (!lines.ready()) {
                    to.flush();
                }
            }
        } catch (IOException e) {
            throw new Failure("lost the output of log-ingest's command: " + e.getMessage());
        }
    }

    /** Process.destroy() would close the streams, and what the child says at last would be lost. */
    private static void end(Process process, Thread errors) {
        process.toHandle().destroy();
        try {
            if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            boolean unused = errors.join(Duration.ofSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
