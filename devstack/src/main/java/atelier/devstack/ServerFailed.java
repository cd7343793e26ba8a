package atelier.devstack;

import atelier.devstack.process.ChildProcess;

/** A server did not start; the message says why, or ends with the last lines of its log. */
public final class ServerFailed extends RuntimeException {
    private static final int TAIL_LINES = 20;

    public ServerFailed(String message) {
        super(message);
    }

    public ServerFailed(String message, Throwable cause) {
        super(message, cause);
    }

    public static ServerFailed withLog(String message, ChildProcess process) {
        return new ServerFailed(message + "; the end of " + process.log() + ":\n" + process.logTail(TAIL_LINES));
    }
}
