package atelier.console.session;

import java.util.Map;

/** What a command does once its options are read; it ends normally or with a {@link Failure}. */
public interface Task {
    void run();

    /** What can be said after the command's name to have something of its own done; each is annotated for picocli. */
    default Map<String, Task> verbs() {
        return Map.of();
    }
}
