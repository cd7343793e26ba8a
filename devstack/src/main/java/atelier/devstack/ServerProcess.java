package atelier.devstack;

import atelier.devstack.process.ChildProcess;
import atelier.devstack.process.Launch;
import atelier.devstack.process.PidFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** What the servers share: one process at a time on a fixed port, what an earlier run left ended first. */
public final class ServerProcess {
    private static final long POLL_NANOS = 25_000_000;

    private final String name;
    private final int port;
    private final PidFile pidFile;
    private final Duration longestStart;
    private volatile @Nullable ChildProcess process;

    public ServerProcess(String name, int port, Path data, Duration longestStart) {
        this.name = name;
        this.port = port;
        this.pidFile = new PidFile(data.resolve(name + ".pid"));
        this.longestStart = longestStart;
    }

    /** Ends a process that an earlier run left, then refuses a port that somebody else has. */
    public void clearTheWay(Launch launch) {
        if (running()) {
            throw new IllegalStateException(name + " runs already on port " + port);
        }
        pidFile.endLeftover(launch.stopSignal(), launch.patience());
        Ports.requireFree(name, port);
    }

    /** Returns when it is ready; a process that is not ready in time is killed, one whose starter is interrupted is stopped. */
    public void start(Launch launch, BooleanSupplier ready) {
        ChildProcess started = ChildProcess.start(launch);
        process = started;
        pidFile.write(started.pid());
        long deadline = System.nanoTime() + longestStart.toNanos();
        while (!ready.getAsBoolean()) {
            if (!started.running()) {
                throw ServerFailed.withLog(name + " ended while starting", started);
            }
            if (Thread.interrupted()) {
                started.stop();
                Thread.currentThread().interrupt();
                throw new ServerFailed(name + " was stopped while starting");
            }
            if (System.nanoTime() > deadline) {
                started.kill();
                throw ServerFailed.withLog(name + " was not ready within " + longestStart.toSeconds() + " s", started);
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    public long pid() {
        return current().pid();
    }

    public boolean running() {
        ChildProcess current = process;
        return current != null && current.running();
    }

    public void stop() {
        ChildProcess current = process;
        if (current != null) {
            current.stop();
            pidFile.delete();
        }
    }

    public void kill() {
        current().kill();
    }

    public void suspend() {
        current().suspend();
    }

    public void resume() {
        current().resume();
    }

    private ChildProcess current() {
        ChildProcess current = process;
        if (current == null) {
            throw new IllegalStateException(name + " was not started");
        }
        return current;
    }
}
