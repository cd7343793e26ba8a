package atelier.console.session;

/** The reader of the output has left, as {@code head -1} does: the run has nothing more to do. */
public final class OutputClosed extends RuntimeException {
    OutputClosed() {
        super("output closed", null, false, false);
    }
}
