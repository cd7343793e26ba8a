package atelier.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {

    @Test
    void saysThatNobodyListens() throws IOException {
        int port;
        try (ServerSocket closedAtOnce = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closedAtOnce.getLocalPort();
        }
        Ran ran = view(Map.of("CLICKHOUSE_PORT", Integer.toString(port)));
        assertThat(ran)
                .isEqualTo(new Ran(
                        1,
                        "",
                        "console: cannot reach ClickHouse at http://localhost:" + port
                                + ": connection refused; is it running? make run\n"));
    }

    @Test
    void namesTheVariableAndWhatItMayBe() {
        assertThat(view(Map.of("CLICKHOUSE_PORT", "http")))
                .isEqualTo(
                        new Ran(
                                2,
                                "",
                                "console: CLICKHOUSE_PORT=http is not allowed: a number from 1 to 65535, ClickHouse's HTTP port (8123)\n"));
        assertThat(view(Map.of("CLICKHOUSE_HOST", "http://localhost")).err())
                .contains("CLICKHOUSE_HOST=http://localhost is not allowed: a host name or address");
        assertThat(view(Map.of("CLICKHOUSE_DATABASE", "logs`")).code()).isEqualTo(2);
        assertThat(Ran.console(Map.of("KAFKA_BROKERS", "kafka"), "topics:create"))
                .isEqualTo(new Ran(
                        2, "", "console: KAFKA_BROKERS=kafka is not allowed: host:port, several with commas\n"));
    }

    @Test
    void takesTheNativePortForTheHttpPortWithAWarning() {
        Ran ran = view(Map.of("CLICKHOUSE_PORT", "9000", "CLICKHOUSE_HOST", "host.invalid"));
        assertThat(ran.err()).isEqualTo("""
                        warning: CLICKHOUSE_PORT=9000 is ClickHouse's native protocol; using its HTTP port 8123
                        console: cannot reach ClickHouse at http://host.invalid:8123: unknown host; check CLICKHOUSE_HOST
                        """);
    }

    @Test
    void neverShowsThePassword() {
        Ran ran = view(Map.of("CLICKHOUSE_PASSWORD", "se cr%et", "CLICKHOUSE_HOST", "host.invalid"));
        assertThat(ran.err()).hasLineCount(1).doesNotContain("se cr");
    }

    private static Ran view(Map<String, String> environment) {
        return Ran.console(environment, "logs:view", "kafka_logs");
    }
}
