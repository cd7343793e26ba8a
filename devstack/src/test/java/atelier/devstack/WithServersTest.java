package atelier.devstack;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.devstack.postgres.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a command beside servers of its own is told. */
class WithServersTest {

    @Test
    void theCommandIsToldWhereTheServersAreAndItsCodeIsHandedOn(@TempDir Path folder) throws Exception {
        Path told = folder.resolve("told");
        String script = "printf '%s\\n' \"$DATABASES_URL\" \"$KAFKA_BROKERS\" \"$CLICKHOUSE_HOST:$CLICKHOUSE_PORT\" >"
                + told + "; exit 3";

        int code = WithServers.run(List.of("one", "two"), List.of("bash", "-c", script));

        assertThat(code).isEqualTo(3);
        List<String> lines = Files.readAllLines(told);
        try (var two = DriverManager.getConnection(lines.getFirst() + "/two", PostgresServer.USER, "")) {
            assertThat(two.getCatalog()).isEqualTo("two");
        }
        assertThat(lines.subList(1, 3))
                .containsExactly(
                        TestServers.kafka().bootstrapServers(),
                        "127.0.0.1:" + TestServers.clickhouse().port());
    }
}
