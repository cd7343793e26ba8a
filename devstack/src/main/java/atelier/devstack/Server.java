package atelier.devstack;

import java.nio.file.Path;

/** One server in a process of its own; a test may end, stop and wake it like any process. Methods may be called from any thread, one at a time. */
public interface Server extends AutoCloseable {
    String name();

    int port();

    Path log();

    /** The process that listens; what it forked are its descendants. */
    long pid();

    /**
     * Starts on the same port and data as before and returns when the server answers.
     *
     * @throws ServerFailed with the end of the log
     */
    void start();

    /** Ends gracefully; by force when that takes too long. Does nothing when not running. */
    void stop();

    /** SIGKILL to the whole tree; returns when every process of it is gone. */
    void kill();

    /** SIGSTOP to the whole tree. */
    void suspend();

    /** SIGCONT to the whole tree; nothing to one that is not suspended. */
    void resume();

    boolean running();

    @Override
    default void close() {
        stop();
    }
}
