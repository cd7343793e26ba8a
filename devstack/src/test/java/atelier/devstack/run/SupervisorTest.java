package atelier.devstack.run;

import static atelier.devstack.run.RunningStack.output;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import atelier.devstack.process.ChildJvm;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path folder;
    private final RunningStack stack;

    SupervisorTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.stack = new RunningStack(folder);
    }

    @AfterEach
    void stopEverything() {
        try (ChildJvm stop = stack.supervisor("stop", folder.resolve("cleanup.log"))) {
            stop.awaitExit(PATIENCE);
        }
    }

    @Test
    void printsOneTableAndWhatToTryNext() throws IOException {
        ChildJvm supervisor = stack.ready();
        assertThat(output(supervisor))
                .containsPattern("below +127.0.0.1:" + stack.belowPort + " +ready +.devstack/below/below.log")
                .containsPattern("above +127.0.0.1:" + stack.abovePort + " +ready +.devstack/above/above.log")
                .containsPattern("ready in \\d+\\.\\d s")
                .contains("Next:\n  curl localhost:" + stack.abovePort + "/ready");
    }

    @Test
    void stopsEverythingInOrderOnCtrlC() throws IOException {
        ChildJvm supervisor = stack.ready();
        ProcessHandle below = stack.process("below");
        ProcessHandle above = stack.process("above");

        RunningStack.pressCtrlC(supervisor);

        assertThat(supervisor.awaitExit(PATIENCE)).isTrue();
        assertThat(supervisor.onExit().join()).isZero();
        assertThat(below.isAlive()).isFalse();
        assertThat(above.isAlive()).isFalse();
        assertThat(stack.told()).hasContent("above stopped\nbelow stopped");
        assertThat(stack.hasData()).isTrue();
    }

    @Test
    void stopsWhatHasStartedWhenCtrlCComesDuringTheStart() throws IOException {
        ChildJvm supervisor = stack.supervisor("run", folder.resolve("run.log"));
        stack.awaitText(supervisor, "below: starting");

        RunningStack.pressCtrlC(supervisor);

        assertThat(supervisor.awaitExit(PATIENCE)).isTrue();
        assertThat(output(supervisor)).contains("everything is stopped").doesNotContain("ready in");
        try (ChildJvm again = stack.ready()) {
            assertThat(again.running()).isTrue();
        }
    }

    @Test
    void namesAPartThatDiesWithTheEndOfItsLogAndStartsItAgain() throws IOException {
        ChildJvm supervisor = stack.ready();
        ProcessHandle first = stack.process("above");

        first.destroyForcibly();

        await().atMost(PATIENCE).until(() -> output(supervisor).split("above is ready after", -1).length == 3);
        assertThat(output(supervisor))
                .contains("above ended; the end of .devstack/above/above.log:")
                .contains("| above says hello")
                .contains("above starts again in 1.0 s");
        assertThat(stack.process("above").pid()).isNotEqualTo(first.pid());
    }

    @Test
    void refusesATakenPortInOneLineBeforeAnythingStarts() throws IOException {
        try (ServerSocket taken = new ServerSocket(stack.abovePort, 1, InetAddress.getLoopbackAddress());
                ChildJvm supervisor = stack.supervisor("run", folder.resolve("run.log"))) {
            assertThat(taken.isBound()).isTrue();
            assertThat(supervisor.awaitExit(PATIENCE)).isTrue();
            assertThat(supervisor.onExit().join()).isEqualTo(1);
            assertThat(output(supervisor).strip())
                    .isEqualTo(
                            "above: port %d on 127.0.0.1 is taken; stop what listens there, or set ATELIER_ABOVE_PORT to a free port"
                                    .formatted(stack.abovePort));
        }
    }

    @Test
    void refusesASecondRunOfTheSameCheckout() throws IOException {
        ChildJvm supervisor = stack.ready();
        try (ChildJvm second = stack.supervisor("run", folder.resolve("second.log"))) {
            assertThat(second.awaitExit(PATIENCE)).isTrue();
            assertThat(second.onExit().join()).isEqualTo(1);
            assertThat(output(second).strip())
                    .isEqualTo("Atelier runs already (pid " + supervisor.pid() + "); `make stop` stops it");
        }
        assertThat(stack.process("above").isAlive()).isTrue();
    }

    @Test
    void runsAgainAtOnceAfterTheSupervisorWasKilled() throws IOException {
        ChildJvm supervisor = stack.ready();
        ProcessHandle orphan = stack.process("below");
        supervisor.kill();
        Files.delete(supervisor.log());
        try (ChildJvm again = stack.ready()) {
            assertThat(orphan.isAlive()).isFalse();
            assertThat(output(again)).contains("ready in");
        }
    }

    @Test
    void leavesNoPartBehindWhenTheSupervisorIsKilled() throws IOException {
        ChildJvm supervisor = stack.ready();
        ProcessHandle below = stack.process("below");
        ProcessHandle above = stack.process("above");
        supervisor.kill();
        await().atMost(PATIENCE).until(() -> !below.isAlive() && !above.isAlive());
    }

    @Test
    void stopsFromAnotherTerminalAndResetRemovesTheData() throws IOException {
        ChildJvm supervisor = stack.ready();
        ProcessHandle above = stack.process("above");
        try (ChildJvm reset = stack.supervisor("reset", folder.resolve("reset.log"))) {
            assertThat(reset.awaitExit(PATIENCE)).isTrue();
            assertThat(reset.onExit().join()).isZero();
        }
        assertThat(supervisor.running()).isFalse();
        assertThat(above.isAlive()).isFalse();
        assertThat(stack.hasData()).isFalse();
    }
}
