package atelier.devstack.run;

import atelier.devstack.Server;
import atelier.devstack.ServerFailed;
import atelier.devstack.process.LogTail;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Keeps one part running, on a thread of its own, until it is told to stop. */
final class PartRunner {
    /** A part that fails so often before it was ever ready will not be: its settings are wrong, or its data. */
    private static final int FIRST_STARTS = 2;

    private static final long LOOK_MILLIS = 200;
    private static final int TAIL_LINES = 15;

    private final Part part;
    private final Server server;
    private final Folders folders;
    private final Screen screen;
    private final CompletableFuture<Boolean> ready = new CompletableFuture<>();
    private final Backoff backoff = new Backoff();
    private final Thread thread;

    PartRunner(Part part, Folders folders, Screen screen, List<PartRunner> needs) {
        this.part = part;
        this.server = PartServers.of(part, folders);
        this.folders = folders;
        this.screen = screen;
        List<CompletableFuture<Boolean>> before =
                needs.stream().map(need -> need.ready).toList();
        this.thread = Thread.ofPlatform().name(part.name()).unstarted(() -> live(before));
    }

    Part part() {
        return part;
    }

    void begin() {
        thread.start();
    }

    /** True when the part was ready for the first time, false when it will not be, which is said. */
    CompletableFuture<Boolean> ready() {
        return ready;
    }

    /** Ends the part, also in the middle of its start; returns when its process is gone. */
    void stop() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (server.running()) {
            server.stop();
            screen.say(part.name() + " stopped");
        }
    }

    private void live(List<CompletableFuture<Boolean>> before) {
        try {
            if (allReady(before) && firstStart()) {
                ready.complete(true);
                while (true) {
                    keepAlive();
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            ready.complete(false);
        }
    }

    private static boolean allReady(List<CompletableFuture<Boolean>> needs) throws InterruptedException {
        boolean all = true;
        for (CompletableFuture<Boolean> need : needs) {
            try {
                all &= need.get();
            } catch (ExecutionException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
        return all;
    }

    private boolean firstStart() throws InterruptedException {
        Optional<String> failure = start("starting");
        for (int attempt = 1; attempt < FIRST_STARTS && failure.isPresent(); attempt++) {
            failure = startAfter(failure.get());
        }
        failure.ifPresent(this::tell);
        return failure.isEmpty();
    }

    private void keepAlive() throws InterruptedException {
        while (server.running()) {
            Thread.sleep(LOOK_MILLIS);
        }
        Optional<String> failure = Optional.of(part.name() + " ended; the end of " + folders.shown(server.log()) + ":\n"
                + LogTail.of(server.log(), TAIL_LINES));
        while (failure.isPresent()) {
            failure = startAfter(failure.get());
        }
    }

    private Optional<String> startAfter(String failure) throws InterruptedException {
        Duration pause = backoff.next();
        tell(failure);
        screen.say(part.name() + " starts again in " + Screen.seconds(pause));
        Thread.sleep(pause);
        return start("starting again");
    }

    /** Returns why it failed. */
    private Optional<String> start(String doing) throws InterruptedException {
        screen.say(part.name() + ": " + doing);
        long begin = System.nanoTime();
        try {
            server.start();
            PartServers.prepare(part, server);
        } catch (ServerFailed | UncheckedIOException failed) {
            // What failed because we are stopping is no failure to tell.
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            server.stop();
            return Optional.of(String.valueOf(failed.getMessage()));
        }
        backoff.started();
        screen.say(part.name() + " is ready after " + Screen.seconds(Duration.ofNanos(System.nanoTime() - begin)));
        return Optional.empty();
    }

    private void tell(String why) {
        String first = why.lines().findFirst().orElse("");
        screen.say(first);
        screen.quote(why.substring(first.length()).stripLeading());
    }
}
