package atelier.devstack.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A shell that ends a child when this JVM is gone, however it went: then the shell's input ends. It works for any program and also when
 * the child is suspended, which a thread inside the child would not.
 */
final class Leash {
    /** Reads "stopped PIDS", or "done" when the child has ended and its pid may soon be another's. */
    private static final String SCRIPT = """
            stopped=
            while read -r word rest; do
              case $word in done) exit 0;; stopped) stopped=$rest;; esac
            done
            [ -z "$stopped" ] || kill -CONT $stopped
            kill -"$2" "$1" || exit 0
            tries=0
            while kill -0 "$1" && [ $tries -lt "$3" ]; do sleep 0.1; tries=$((tries+1)); done
            kill -KILL "$1" $stopped
            """;

    private final Process shell;

    private Leash(Process shell) {
        this.shell = shell;
    }

    static Leash on(long pid, Launch launch) throws IOException {
        long tenths = launch.patience().toMillis() / 100;
        List<String> command = OwnSession.of(List.of(
                "/bin/sh",
                "-c",
                SCRIPT,
                "sh",
                Long.toString(pid),
                launch.stopSignal().name(),
                Long.toString(tenths)));
        return new Leash(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    void suspended(List<Long> pids) {
        tell("stopped " + pids.stream().map(String::valueOf).collect(Collectors.joining(" ")));
    }

    void resumed() {
        tell("stopped");
    }

    void letGo() {
        if (shell.isAlive()) {
            tell("done");
        }
    }

    private synchronized void tell(String line) {
        try {
            shell.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            shell.getOutputStream().flush();
        } catch (IOException e) {
            if (shell.isAlive()) {
                throw new UncheckedIOException("the leash does not listen", e);
            }
        }
    }
}
