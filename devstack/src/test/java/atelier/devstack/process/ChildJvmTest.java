package atelier.devstack.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildJvmTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path folder;
    private final Path log;

    ChildJvmTest(@TempDir Path folder) {
        this.folder = folder;
        this.log = folder.resolve("child.log");
    }

    @Test
    void givesArgumentsAndEnvironmentAndKeepsTheOutput() {
        try (ChildJvm child = ChildJvm.of(Echo.class, log)
                .heap("32m")
                .arguments("one", 2)
                .environment("GREETING", "hello")
                .start()) {
            assertThat(child.awaitExit(PATIENCE)).isTrue();
            assertThat(child.onExit().join()).isEqualTo(7);
            assertThat(child.logTail(5)).isEqualTo("hello one 2");
        }
    }

    @Test
    void stopsOneThatIsSuspended() {
        try (ChildJvm child = ChildJvm.of(Sleeper.class, log).heap("32m").start()) {
            await().atMost(PATIENCE).until(() -> child.logTail(1).equals("sleeping"));
            child.suspend();
            assertThat(child.awaitExit(Duration.ofMillis(100))).isFalse();
            child.stop();
            assertThat(child.running()).isFalse();
        }
    }

    @Test
    void diesWithItsParentEvenWhenSuspended() throws Exception {
        Path told = folder.resolve("told.pid");
        try (ChildJvm parent = ChildJvm.of(Parent.class, log)
                .heap("64m")
                .arguments(folder, told)
                .start()) {
            await().atMost(PATIENCE)
                    .until(() -> Files.exists(told) && !Files.readString(told).isEmpty());
            ProcessHandle grandchild =
                    ProcessHandle.of(Long.parseLong(Files.readString(told))).orElseThrow();
            parent.kill();
            await().atMost(PATIENCE).until(() -> !grandchild.isAlive());
        }
    }

    @Test
    void knowsAProcessByItsStartTimeAndNotByItsPidAlone() throws Exception {
        PidFile file = new PidFile(folder.resolve("some.pid"));
        long self = ProcessHandle.current().pid();
        file.write(self);
        assertThat(file.living()).isPresent();

        Files.writeString(folder.resolve("some.pid"), self + " 1000000000000\n");
        assertThat(file.living()).isEmpty();
        assertThat(file.endLeftover(Signal.KILL, PATIENCE)).isFalse();
    }

    static final class Echo {
        private Echo() {}

        public static void main(String[] arguments) {
            System.out.println(System.getenv("GREETING") + " " + String.join(" ", arguments));
            System.exit(7);
        }
    }

    static final class Sleeper {
        private Sleeper() {}

        public static void main(String[] arguments) throws InterruptedException {
            System.out.println("sleeping");
            Thread.currentThread().join();
        }
    }

    static final class Parent {
        private Parent() {}

        public static void main(String[] arguments) throws Exception {
            ChildJvm child = ChildJvm.of(Sleeper.class, Path.of(arguments[0], "grandchild.log"))
                    .heap("32m")
                    .start();
            child.suspend();
            Files.writeString(Path.of(arguments[1]), Long.toString(child.pid()));
            Thread.currentThread().join();
        }
    }
}
