package atelier.devstack.run;

import atelier.devstack.process.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** {@code stop} and {@code reset}: end the run of this checkout, if any; reset then removes its data. */
record StopCommand(Stack stack, Folders folders, Screen screen) {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    int execute() throws InterruptedException {
        Optional<ProcessHandle> supervisor = folders.supervisorPid().living();
        if (supervisor.isPresent()) {
            screen.say("stopping the run with pid " + supervisor.get().pid());
            Signal.TERM.send(List.of(supervisor.get().pid()));
            awaitEnd(supervisor.get());
        }
        Leftovers.end(stack, folders, screen);
        if (folders.supervisorPid().living().isEmpty()) {
            folders.supervisorPid().delete();
        }
        screen.say(supervisor.isPresent() ? "stopped" : "nothing runs");
        return Main.OK;
    }

    int reset() throws InterruptedException, IOException {
        execute();
        Optional<SingleRun> alone = SingleRun.begin(folders);
        if (alone.isEmpty()) {
            System.err.println("Atelier was started again meanwhile; nothing is removed");
            return Main.FAILED;
        }
        delete(folders.all());
        alone.get().end(folders);
        screen.say(folders.shown(folders.all()) + " is removed");
        return Main.OK;
    }

    private static void awaitEnd(ProcessHandle supervisor) throws InterruptedException {
        try {
            supervisor.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException hangs) {
            supervisor.destroyForcibly();
        }
    }

    private static void delete(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.toList().reversed()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
