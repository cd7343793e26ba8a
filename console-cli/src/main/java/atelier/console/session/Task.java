package atelier.console.session;

/** What a command does once its options are read; it ends normally or with a {@link Failure}. */
public interface Task {
    void run();
}
