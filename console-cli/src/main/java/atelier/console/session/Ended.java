package atelier.console.session;

/** The run ends like this, and why was said already. */
public final class Ended extends Failure {

    private Ended(ExitCode code) {
        super(code, "");
    }

    public static Ended failed() {
        return new Ended(ExitCode.FAILED);
    }

    public static Ended usage() {
        return new Ended(ExitCode.USAGE);
    }
}
