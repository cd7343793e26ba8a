package atelier.devstack.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartsFileTest {
    private static final String STACK = """
            [postgres]
            kind = postgres
            port = 5432
            databases = designs orders
            [kafka]
            kind = kafka
            port = 9092
            [designs-service]
            kind = service
            port = 8001
            port-variable = ATELIER_DESIGNS_PORT
            needs = postgres kafka
            jar = designs.jar
            ready = /health
            env.DATABASE_URL = jdbc:postgresql://127.0.0.1:${postgres.port}/designs
            env.SERVER_PORT = ${designs-service.port}
            | curl localhost:${designs-service.port}
            |?export BROKERS=localhost:${kafka.port}
            """;

    private final Path file;

    PartsFileTest(@TempDir Path folder) {
        this.file = folder.resolve("parts.conf");
    }

    @Test
    void readsPartsWithThePortsOfOthers() throws IOException {
        Stack stack = read(STACK, Map.of("ATELIER_DESIGNS_PORT", "18001", "ATELIER_POSTGRES_PORT", "15432"));
        Part designs = stack.parts().getLast();
        assertThat(stack.parts().getFirst().databases()).containsExactly("designs", "orders");
        assertThat(designs.environment())
                .containsEntry("DATABASE_URL", "jdbc:postgresql://127.0.0.1:15432/designs")
                .containsEntry("SERVER_PORT", "18001");
        assertThat(stack.next()).containsExactly(" curl localhost:18001");
    }

    @Test
    void tellsWhereAPartIsThatIsNotWhereEverybodyLooksForIt() throws IOException {
        assertThat(read(STACK, Map.of("ATELIER_KAFKA_PORT", "19092")).next())
                .containsExactly(" curl localhost:8001", "export BROKERS=localhost:19092");
        assertThat(read(STACK, Map.of("ATELIER_KAFKA_PORT", "9092")).next()).containsExactly(" curl localhost:8001");
    }

    @Test
    void stopsServicesBeforeKafkaBeforeDatabases() throws IOException {
        assertThat(read(STACK, Map.of()).stopOrder().stream()
                        .flatMap(List::stream)
                        .map(Part::name))
                .containsExactly("designs-service", "kafka", "postgres");
    }

    @Test
    void saysInOneLineWhatIsWrong() {
        refuses("[a]\nkind = postgres\nport = 1\nspeed = 3", "[a] speed: not one of");
        refuses(
                "[a]\nkind = oracle\nport = 1",
                "[a] kind = oracle: must be one of [service, kafka, clickhouse, postgres]");
        refuses("[a]\nkind = kafka\nport = 99999", "[a] port=99999: must be a port from 1 to 65535");
        refuses("[a]\nkind = kafka\nport = 1\nneeds = b", "a needs b, which is not named above it");
        refuses("[a]\nkind = kafka\nport = 1\n[b]\nkind = kafka\nport = 1", "a and b both have port 1");
        refuses("what is this", "parts.conf line 1: \"what is this\" is none of");
        assertThatThrownBy(() -> read("[a]\nkind = kafka\nport = 1", Map.of("ATELIER_A_PORT", "many")))
                .hasMessage("ATELIER_A_PORT=many: must be a port from 1 to 65535");
    }

    private void refuses(String text, String message) {
        assertThatThrownBy(() -> read(text, Map.of()))
                .isInstanceOf(BadParts.class)
                .hasMessageContaining(message);
    }

    private Stack read(String text, Map<String, String> environment) throws IOException {
        Files.writeString(file, text);
        return PartsFile.read(file, environment);
    }
}
