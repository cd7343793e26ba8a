package atelier.devstack.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.devstack.Ports;
import atelier.devstack.process.ChildJvm;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees when the endpoint does not come up. */
class ClickHouseMainTest {
    private final Path folder;

    ClickHouseMainTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void saysHowToGetTheEngine() throws Exception {
        assertThat(lastLine(endpoint("--port=0", "--data=" + folder).environment(ChdbLibrary.VARIABLE, "/no/library")))
                .startsWith("ATELIER_CHDB_LIBRARY=/no/library is not a file");
    }

    @Test
    void saysWhichPortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(lastLine(endpoint("--port=" + taken.getLocalPort(), "--data=" + folder)))
                    .startsWith("port " + taken.getLocalPort() + " on 127.0.0.1 is taken")
                    .endsWith("give another with --port");
        }
    }

    @Test
    void saysWhichArgumentIsWrong() throws Exception {
        assertThat(lastLine(endpoint("--memory-mb=lots")))
                .isEqualTo("--memory-mb=lots: give a number from 256 to 1048576");
        assertThat(lastLine(endpoint("--colour=red"))).startsWith("--colour=red is not known: ");
    }

    @Test
    void takesItsMemoryLimitFromTheEnvironment() throws Exception {
        assertThat(lastLine(endpoint("--data=" + folder).environment("ATELIER_CLICKHOUSE_MEMORY_MB", "1")))
                .isEqualTo("--memory-mb=1: give a number from 256 to 1048576");
    }

    @Test
    void refusesAFolderThatAnotherProcessHas() throws Exception {
        try (ClickHouseServer server = ClickHouseServer.on(folder, Ports.free())) {
            server.start();
            assertThat(lastLine(endpoint("--port=0", "--data=" + folder.resolve("engine"))))
                    .contains("is another process using that folder");
            assertThat(new Wire(server).ask("SELECT 1")).isEqualTo("1");
        }
    }

    private ChildJvm.Builder endpoint(String... arguments) {
        return ChildJvm.of(ClickHouseMain.class, folder.resolve("main.log")).arguments((Object[]) arguments);
    }

    private static String lastLine(ChildJvm.Builder builder) throws IOException {
        try (ChildJvm process = builder.start()) {
            assertThat(process.awaitExit(Duration.ofSeconds(30))).isTrue();
            List<String> lines = Files.readAllLines(process.log());
            return lines.getLast();
        }
    }
}
