package atelier.devstack.clickhouse;

import atelier.devstack.ServerProcess;
import atelier.devstack.process.ChildJvm;
import atelier.devstack.process.Launch;
import java.nio.file.Path;
import java.time.Duration;

/** The ClickHouse endpoint in a process of its own. */
final class NativeClickHouse implements ClickHouseServer {
    private static final Duration LONGEST_START = Duration.ofSeconds(60);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(25);

    private final Path data;
    private final int port;
    private final ServerProcess process;

    NativeClickHouse(Path data, int port) {
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
        return data.resolve("clickhouse.log");
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public void start() {
        Launch launch = ChildJvm.of(ClickHouseMain.class, log())
                .heap("512m")
                .arguments("--port=" + port, "--data=" + data.resolve("engine"))
                .patience(LONGEST_STOP)
                .launch();
        process.clearTheWay(launch);
        process.start(launch, this::answers);
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
