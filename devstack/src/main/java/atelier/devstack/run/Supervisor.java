package atelier.devstack.run;

import atelier.devstack.Ports;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** Starts all parts, each as soon as what it needs is ready, and stops all in order. */
final class Supervisor {
    private final Stack stack;
    private final Folders folders;
    private final Screen screen;
    private final Map<String, PartRunner> runners = new LinkedHashMap<>();
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();

    Supervisor(Stack stack, Folders folders, Screen screen) {
        this.stack = stack;
        this.folders = folders;
        this.screen = screen;
        for (Part part : stack.parts()) {
            List<PartRunner> needs = runners.values().stream()
                    .filter(runner -> part.needs().contains(runner.part().name()))
                    .toList();
            runners.put(part.name(), new PartRunner(part, folders, screen, needs));
        }
    }

    /** The first line to say for each taken port. */
    List<String> takenPorts() {
        return stack.parts().stream()
                .filter(part -> !Ports.isFree(part.port()))
                .map(part -> Ports.taken(part.name(), part.port(), part.portVariable()))
                .toList();
    }

    /** Returns when all are ready, or when one will not be: false, and its reason is said. */
    boolean start() {
        runners.values().forEach(PartRunner::begin);
        boolean allReady = true;
        for (PartRunner runner : runners.values()) {
            allReady &= runner.ready().join();
        }
        if (allReady) {
            screen.ready(stack.parts(), folders, stack.next());
        }
        return allReady;
    }

    /** Stops all; the first call, which alone returns true, does it, others wait for it. */
    boolean stop() {
        boolean first = stopping.compareAndSet(false, true);
        if (first) {
            screen.say("stopping");
            for (List<Part> group : stack.stopOrder()) {
                Together.each(
                        runners.values().stream()
                                .filter(runner -> group.contains(runner.part()))
                                .toList(),
                        PartRunner::stop);
            }
            screen.say("everything is stopped; the data is kept in " + folders.shown(folders.all()));
            stopped.complete(null);
        }
        stopped.join();
        return first;
    }
}
