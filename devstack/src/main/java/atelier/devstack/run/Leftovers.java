package atelier.devstack.run;

import atelier.devstack.process.Signal;
import java.time.Duration;
import java.util.List;

/** Processes of a run that was killed and could not stop them. */
final class Leftovers {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Leftovers() {}

    /** In the order of stopping; those of a group together. */
    static void end(Stack stack, Folders folders, Screen screen) {
        for (List<Part> group : stack.stopOrder()) {
            Together.each(group, part -> {
                // SIGTERM would make PostgreSQL wait for its clients.
                Signal signal = part.kind() == Kind.POSTGRES ? Signal.INT : Signal.TERM;
                if (folders.pidFile(part).endLeftover(signal, PATIENCE)) {
                    screen.say(part.name() + " of an earlier run stopped");
                }
            });
        }
    }
}
