package atelier.devstack.kafka;

import atelier.devstack.Ports;
import atelier.devstack.ServerProcess;
import atelier.devstack.process.ChildJvm;
import atelier.devstack.process.ClassArchive;
import atelier.devstack.process.Launch;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** The broker in a JVM of its own. */
final class NativeKafka implements KafkaServer {
    private static final Duration LONGEST_START = Duration.ofSeconds(90);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(30);

    private final Path data;
    private final int port;
    private final Supplier<List<String>> jvmArguments;
    private final ServerProcess process;

    /** @param jvmArguments of each start, beside those of every broker */
    NativeKafka(Path data, int port, Supplier<List<String>> jvmArguments) {
        this.data = data;
        this.port = port;
        this.jvmArguments = jvmArguments;
        this.process = new ServerProcess(NAME, port, data, LONGEST_START);
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public Path log() {
        return data.resolve("kafka.log");
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public void start() {
        Path ready = data.resolve("ready");
        Launch launch = launch(ready);
        process.clearTheWay(launch);
        BrokerMain.forget(ready);
        process.start(launch, () -> Files.exists(ready));
    }

    private Launch launch(Path ready) {
        return ChildJvm.of(BrokerMain.class, log())
                .heap("384m")
                .jvmArguments(
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=info",
                        "-Dorg.slf4j.simpleLogger.showDateTime=true",
                        "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
                        "-Dorg.slf4j.simpleLogger.showShortLogName=true",
                        // In another module's tests the provider is Logback, whose default would be DEBUG.
                        "-Dlogback.configurationFile=atelier/devstack/kafka/broker-logback.xml")
                .jvmArguments(jvmArguments.get().toArray(String[]::new))
                .arguments(data.resolve("broker"), port, Ports.free(), ready)
                .patience(LONGEST_STOP)
                .launch();
    }

    static List<String> archiveIn(Path data) {
        String classPath = System.getProperty("java.class.path");
        Path first = Path.of(classPath.split(File.pathSeparator, 2)[0]);
        return ClassArchive.jvmArguments(data.resolve("classes.jsa"), first);
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
