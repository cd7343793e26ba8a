package atelier.devstack.containers;

import atelier.devstack.Server;
import atelier.devstack.ServerFailed;
import com.github.dockerjava.api.DockerClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.output.OutputFrame;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;

/** One container on one port of the host, chosen before, so that it is the same server after a stop or a kill. */
abstract class ContainerServer implements Server {
    private static final Duration LONGEST_START = Duration.ofMinutes(2);
    private static final int STOP_SECONDS = 20;
    private static final long POLL_NANOS = 50_000_000;

    private final GenericContainer<?> container;
    private final int port;
    private final Path log;

    /** @param inside the port that the image listens on */
    ContainerServer(GenericContainer<?> container, int inside, int port, Path log) {
        this.container = container;
        this.port = port;
        this.log = log;
        container.setPortBindings(List.of("127.0.0.1:" + port + ":" + inside));
        container.withLogConsumer(this::append);
        container.waitingFor(new AbstractWaitStrategy() {
            @Override
            protected void waitUntilReady() {
                awaitAnswer();
            }
        });
    }

    /** Asked again and again until it is true. */
    abstract boolean answers();

    private void awaitAnswer() {
        long deadline = System.nanoTime() + LONGEST_START.toNanos();
        while (!answers()) {
            if (System.nanoTime() > deadline) {
                throw new ServerFailed(name() + " in a container was not ready within " + LONGEST_START.toSeconds()
                        + " s, see " + log);
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public Path log() {
        return log;
    }

    private void append(OutputFrame frame) {
        try {
            Files.write(
                    log,
                    frame.getBytes() == null ? new byte[0] : frame.getBytes(),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public long pid() {
        Long pid = container.getCurrentContainerInfo().getState().getPidLong();
        return pid == null ? 0 : pid;
    }

    @Override
    public void start() {
        if (container.getContainerId() == null) {
            container.start();
        } else {
            docker().startContainerCmd(container.getContainerId()).exec();
            awaitAnswer();
        }
    }

    @Override
    public void stop() {
        if (running()) {
            docker().stopContainerCmd(container.getContainerId())
                    .withTimeout(STOP_SECONDS)
                    .exec();
        }
    }

    @Override
    public void kill() {
        docker().killContainerCmd(container.getContainerId()).exec();
        while (running()) {
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    @Override
    public void suspend() {
        docker().pauseContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void resume() {
        // Docker refuses to let go on what is not paused.
        var state =
                docker().inspectContainerCmd(container.getContainerId()).exec().getState();
        if (Boolean.TRUE.equals(state.getPaused())) {
            docker().unpauseContainerCmd(container.getContainerId()).exec();
        }
    }

    @Override
    public boolean running() {
        return container.isRunning();
    }

    /** Removes the container and its data. */
    @Override
    public void close() {
        container.stop();
    }

    private DockerClient docker() {
        return container.getDockerClient();
    }
}
