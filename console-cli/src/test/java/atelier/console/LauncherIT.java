package atelier.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import atelier.console.KafkaLogs.Row;
import atelier.ingest.clickhouse.ClickHouseFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher as the shell sees it. Runs after packaging, because it starts the jar. */
class LauncherIT {

    private static final Path LAUNCHER =
            Path.of("..", "console").toAbsolutePath().normalize();

    @AutoClose
    private static final KafkaLogs logs = new KafkaLogs("logs_launcher");

    private final Path folder;

    LauncherIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeAll
    static void fill() throws ClickHouseFailure {
        logs.empty();
        for (int i = 0; i < 30; i++) {
            logs.insert(Row.of("Дизайн").times(10_000));
        }
    }

    @Test
    void tellsByItsExitCodeHowItWent() throws Exception {
        assertThat(bash("$console logs:view kafka_logs")).satisfies(ran -> {
            assertThat(ran.code()).as(ran.err()).isZero();
            assertThat(ran.lines()).hasSize(21);
            assertThat(complaints(ran)).isEmpty();
        });
        assertThat(bash("CLICKHOUSE_DATABASE=nowhere $console logs:view kafka_logs"))
                .satisfies(ran -> {
                    assertThat(ran.code()).isEqualTo(1);
                    assertThat(ran.out()).isEmpty();
                    assertThat(ran.err())
                            .startsWith("console: there is no database nowhere")
                            .hasLineCount(1);
                });
        assertThat(bash("$console logs:view").code()).isEqualTo(2);
        assertThat(bash("$console nothing:like:it").code()).isEqualTo(2);
        assertThat(bash("$console").lines().getFirst()).startsWith("Atelier");
    }

    @Test
    void endsQuietlyWhenTheReaderLeaves() throws Exception {
        Ran ran = bash("$console logs:view kafka_logs --format=json | head -1; echo ${PIPESTATUS[0]}");
        assertThat(ran.lines()).hasSize(2).last().isEqualTo("0");
        assertThat(complaints(ran)).isEmpty();
    }

    @Test
    void endsWhenItIsToldToThoughClickHouseHangs() throws Exception {
        try (ServerSocket deaf = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Path said = folder.resolve("said");
            Ran ran = bash("CLICKHOUSE_HOST=127.0.0.1 CLICKHOUSE_PORT=" + deaf.getLocalPort()
                    + " $console logs:view kafka_logs 2> " + said + " & until grep -q still " + said
                    + "; do sleep 0.1; done; kill $!; wait $!; echo $?");
            assertThat(ran.lines()).containsExactly("143");
        }
    }

    @Test
    void saysThatTheOutputCannotBeWritten() throws Exception {
        Ran ran = bash("$console logs:view kafka_logs --format=json > /dev/full");
        assertThat(ran.err()).isEqualTo("console: cannot write the output: No space left on device\n");
        assertThat(ran.code()).isEqualTo(1);
    }

    @Test
    void isWideAndPlainInAPipeAndAsWideAsColumnsSays() throws Exception {
        assertThat(bash("$console logs:view kafka_logs").lines().getLast()).hasSize(200);
        assertThat(bash("COLUMNS=90 $console logs:view kafka_logs").lines().getLast())
                .hasSize(90);
    }

    @Test
    void isAsWideAsTheTerminalAndColouredOnOneThatLikesColours() throws Exception {
        assumeThat(bash("command -v script").code())
                .as("a terminal to try it on")
                .isZero();
        String view = "script -qec 'stty cols 97; $console logs:view kafka_logs' /dev/null";
        assertThat(bash("NO_COLOR=1 TERM=xterm " + view).lines().getLast()).hasSize(97);
        assertThat(bash("TERM=xterm " + view).out()).contains("\u001b[32msuccess\u001b[0m");
        assertThat(bash("TERM=dumb " + view).out()).doesNotContain("\u001b");
    }

    @Test
    void takesArgumentsAsUtf8InAnyLocale() throws Exception {
        assertThat(bash("LC_ALL=C $console logs:view kafka_logs --grep=ДИЗАЙН").lines())
                .hasSize(21);
        assertThat(bash("LC_ALL=C $console logs:view kafka_logs --grep=ДИЗАИН").lines())
                .isEmpty();
    }

    @Test
    void worksThroughALinkFromAnyFolder() throws Exception {
        Files.createSymbolicLink(folder.resolve("atelier"), LAUNCHER);
        assertThat(bash("cd " + folder + " && ./atelier logs:view kafka_logs --limit=1; rm atelier")
                        .lines())
                .hasSize(2);
    }

    @Test
    void saysWhatToRunWhenNothingIsBuilt() throws Exception {
        Path copy = folder.resolve("console");
        Files.copy(LAUNCHER, copy);
        assertThat(bash("bash " + copy)).isEqualTo(new Ran(1, "", "console: it is not built yet; run: make build\n"));
    }

    /** Without what is said to those who wait: machines differ. */
    private static List<String> complaints(Ran ran) {
        return ran.err()
                .lines()
                .filter(line -> !line.startsWith("still asking "))
                .toList();
    }

    private Ran bash(String line) throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", line)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(logs.environment(Map.of("console", LAUNCHER.toString())));
        builder.environment().remove("COLUMNS");
        Process process = builder.start();
        try {
            assertThat(process.waitFor(30, TimeUnit.SECONDS))
                    .as("ends: " + line)
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Ran(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }
}
