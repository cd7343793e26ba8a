package atelier.devstack.run;

import atelier.devstack.Server;
import atelier.devstack.ServerFailed;
import atelier.devstack.ServerProcess;
import atelier.devstack.process.ChildJvm;
import atelier.devstack.process.Launch;
import atelier.devstack.process.Signal;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A service: {@code java -jar}, ready when its readiness path answers 200. */
final class ServiceServer implements Server {
    private static final Duration LONGEST_START = Duration.ofMinutes(2);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(30);
    private static final int PROBE_MILLIS = 2_000;

    private final Part part;
    private final Path jar;
    private final Path log;
    private final ServerProcess process;

    ServiceServer(Part part, Folders folders) {
        this.part = part;
        this.jar = folders.root().resolve(part.jar());
        this.log = folders.data(part).resolve(part.name() + ".log");
        this.process = new ServerProcess(part.name(), part.port(), folders.data(part), LONGEST_START);
    }

    @Override
    public void start() {
        if (!Files.isRegularFile(jar)) {
            throw new ServerFailed(part.name() + ": " + part.jar() + " is not built; run `make build`");
        }
        List<String> command = new ArrayList<>(List.of(ChildJvm.java().toString()));
        command.addAll(part.jvm());
        command.addAll(ChildJvm.running(jar));
        Launch launch = new Launch(part.name(), command, part.environment(), log, Signal.TERM, LONGEST_STOP);
        process.clearTheWay(launch);
        process.start(launch, this::answers);
    }

    private boolean answers() {
        try {
            var probe = (HttpURLConnection) URI.create("http://" + part.address() + part.ready())
                    .toURL()
                    .openConnection();
            probe.setConnectTimeout(PROBE_MILLIS);
            probe.setReadTimeout(PROBE_MILLIS);
            return probe.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public String name() {
        return part.name();
    }

    @Override
    public int port() {
        return part.port();
    }

    @Override
    public Path log() {
        return log;
    }

    @Override
    public long pid() {
        return process.pid();
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
