package atelier.devstack;

import atelier.devstack.clickhouse.ClickHouseServer;
import atelier.devstack.kafka.KafkaServer;
import atelier.devstack.postgres.PostgresServer;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** {@code WithServers "DATABASE DATABASE …" COMMAND …}: one server of each kind, empty and for this command alone, then the command, which is told where they are. */
public final class WithServers {
    private static final int FAILED = 1;
    private static final int USAGE = 2;

    private WithServers() {}

    /** Ends with the command's exit code, with 1 and the reason if a server does not start. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length < 2) {
            System.err.println("usage: \"DATABASE DATABASE …\" COMMAND …");
            System.exit(USAGE);
        }
        List<String> words = List.of(arguments);
        int code;
        try {
            code = run(List.of(words.getFirst().split(" ", -1)), words.subList(1, words.size()));
        } catch (ServerFailed failure) {
            System.err.println(failure.getMessage());
            code = FAILED;
        }
        System.exit(code);
    }

    /** Returns the command's exit code; the servers stay until this JVM ends. */
    static int run(List<String> databases, List<String> command) throws IOException, InterruptedException {
        PostgresServer postgres = TestServers.postgres();
        databases.forEach(postgres::createDatabase);
        KafkaServer kafka = TestServers.kafka();
        ClickHouseServer clickHouse = TestServers.clickhouse();
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment()
                .putAll(Map.of(
                        "DATABASES_URL",
                        "jdbc:postgresql://127.0.0.1:" + postgres.port(),
                        "DATABASE_USERNAME",
                        PostgresServer.USER,
                        "KAFKA_BROKERS",
                        kafka.bootstrapServers(),
                        "CLICKHOUSE_HOST",
                        "127.0.0.1",
                        "CLICKHOUSE_PORT",
                        String.valueOf(clickHouse.port())));
        Process process = builder.start();
        // Who ends this JVM means the command too.
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(process::destroy));
        return process.waitFor();
    }
}
