package atelier.devstack.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A running program that ends with us at the latest. Safe for use by several threads. */
public final class ChildProcess {
    private static final long LOG_LIMIT_BYTES = 32L << 20;

    private final Launch launch;
    private final Process process;
    private final Leash leash;

    private ChildProcess(Launch launch, Process process, Leash leash) {
        this.launch = launch;
        this.process = process;
        this.leash = leash;
    }

    public static ChildProcess start(Launch launch) {
        try {
            prepareLog(launch.log());
            ProcessBuilder builder = new ProcessBuilder(OwnSession.of(launch.command()))
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectErrorStream(true)
                    .redirectOutput(
                            ProcessBuilder.Redirect.appendTo(launch.log().toFile()));
            builder.environment().putAll(launch.environment());
            Process process = builder.start();
            Leash leash = Leash.on(process.pid(), launch);
            var unused = process.onExit().thenRun(leash::letGo);
            return new ChildProcess(launch, process, leash);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot start " + launch.name() + " (" + launch.command().getFirst() + ")", e);
        }
    }

    /** Runs of one part share a file; an overlong one is put aside when the part starts again. */
    private static void prepareLog(Path log) throws IOException {
        Files.createDirectories(log.toAbsolutePath().getParent());
        if (Files.exists(log) && Files.size(log) > LOG_LIMIT_BYTES) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".old"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    public long pid() {
        return process.pid();
    }

    public Path log() {
        return launch.log();
    }

    public String logTail(int lines) {
        return LogTail.of(launch.log(), lines);
    }

    public boolean running() {
        return process.isAlive();
    }

    /** The exit code, or 128 + the signal's number. Completed on a thread of the JDK. */
    public CompletableFuture<Integer> onExit() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /** False when it still runs after that time, or when the waiting thread was interrupted. */
    public boolean awaitExit(Duration patience) {
        try {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Asks, waits as long as the launch allows, then kills. A suspended process is woken first. */
    public void stop() {
        if (!running()) {
            return;
        }
        resume();
        launch.stopSignal().send(List.of(pid()));
        if (!awaitExit(launch.patience())) {
            kill();
        }
    }

    public void kill() {
        ProcessTree.kill(process.toHandle());
        process.onExit().join();
    }

    public void suspend() {
        leash.suspended(ProcessTree.suspend(process.toHandle()));
    }

    public void resume() {
        ProcessTree.resume(process.toHandle());
        leash.resumed();
    }
}
