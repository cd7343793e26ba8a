package atelier.logs.filter;

/** What was asked for cannot be: the name of the filter, and what is allowed. */
public final class BadFilter extends RuntimeException {

    private final String filter;

    /** @param line why, as the end of a sentence that begins with the name */
    public BadFilter(String filter, String line) {
        super(line, null, false, false);
        this.filter = filter;
    }

    /** As it is called in a query string; the console writes two dashes before it. */
    public String filter() {
        return filter;
    }

    public String line() {
        return String.valueOf(getMessage());
    }
}
