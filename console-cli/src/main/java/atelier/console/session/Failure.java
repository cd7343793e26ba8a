package atelier.console.session;

/** Ends the run with one line that says what is wrong and what to do; never shown with a stack trace. */
public class Failure extends RuntimeException {

    private final ExitCode code;

    public Failure(String line) {
        this(ExitCode.FAILED, line);
    }

    protected Failure(ExitCode code, String line) {
        super(line, null, false, false);
        this.code = code;
    }

    /** The caller typed or set something that is not allowed. */
    public static Failure usage(String line) {
        return new Failure(ExitCode.USAGE, line);
    }

    public ExitCode code() {
        return code;
    }

    public String line() {
        return String.valueOf(getMessage());
    }
}
