package atelier.devstack;

import atelier.devstack.clickhouse.ClickHouseServer;
import atelier.devstack.containers.Containers;
import atelier.devstack.kafka.KafkaServer;
import atelier.devstack.postgres.PostgresServer;
import java.nio.file.Path;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One server of each kind for all tests of a JVM, started on first use on free ports and temporary data, ended at exit. With the system
 * property {@code infra=testcontainers} they are the official images.
 */
public final class TestServers {
    private static final boolean IN_CONTAINERS = inContainers(System.getProperty("infra", "native"));
    private static final Once<PostgresServer> POSTGRES =
            // Killed it would leave shared memory behind.
            new Once<>(PostgresServer.NAME, IN_CONTAINERS ? Containers::postgres : PostgresServer::on, Server::close);
    private static final Once<KafkaServer> KAFKA =
            new Once<>(KafkaServer.NAME, IN_CONTAINERS ? Containers::kafka : KafkaServer::brief, TestServers::drop);
    private static final Once<ClickHouseServer> CLICKHOUSE = new Once<>(
            ClickHouseServer.NAME, IN_CONTAINERS ? Containers::clickhouse : ClickHouseServer::on, TestServers::drop);

    private TestServers() {}

    public static PostgresServer postgres() {
        return POSTGRES.get();
    }

    public static KafkaServer kafka() {
        return KAFKA.get();
    }

    public static ClickHouseServer clickhouse() {
        return CLICKHOUSE.get();
    }

    /** A graceful end can take half a minute, and nobody reads what it would save. */
    private static void drop(Server server) {
        if (server.running()) {
            server.kill();
        }
        server.close();
    }

    private static boolean inContainers(String infra) {
        return switch (infra) {
            case "native" -> false;
            case "testcontainers" -> true;
            default -> throw new IllegalArgumentException("infra=" + infra + "; allowed: native, testcontainers");
        };
    }

    private static final class Once<S extends Server> {
        private final String name;
        private final BiFunction<Path, Integer, S> maker;
        private final Consumer<Server> end;
        private @Nullable S server;

        Once(String name, BiFunction<Path, Integer, S> maker, Consumer<Server> end) {
            this.name = name;
            this.maker = maker;
            this.end = end;
        }

        synchronized S get() {
            S current = server;
            if (current == null) {
                TestFolder folder = TestFolder.create(name);
                S made = maker.apply(folder.path(), Ports.free());
                Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
                    end.accept(made);
                    folder.delete();
                }));
                made.start();
                server = made;
                return made;
            }
            return current;
        }
    }
}
