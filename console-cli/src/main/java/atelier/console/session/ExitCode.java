package atelier.console.session;

/** How a run ended, for scripts. */
public enum ExitCode {
    OK(0),
    FAILED(1),
    USAGE(2);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
