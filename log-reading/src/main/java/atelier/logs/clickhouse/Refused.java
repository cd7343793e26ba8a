package atelier.logs.clickhouse;

/** ClickHouse understood the request and answered with an error of its own. */
public final class Refused extends Trouble {

    private static final int UNKNOWN_TABLE = 60;
    private static final int UNKNOWN_DATABASE = 81;
    private static final int TIMEOUT_EXCEEDED = 159;
    private static final int MEMORY_LIMIT_EXCEEDED = 241;
    private static final int QUERY_WAS_CANCELLED = 394;
    private static final int TOO_MANY_ROWS_OR_BYTES = 396;

    private final int number;

    Refused(int number, String line) {
        super(line);
        this.number = number;
    }

    public boolean unknownTable() {
        return number == UNKNOWN_TABLE;
    }

    public boolean unknownDatabase() {
        return number == UNKNOWN_DATABASE;
    }

    public boolean cancelled() {
        return number == QUERY_WAS_CANCELLED;
    }

    /** The question was for more than it was given time, memory or room for. */
    public boolean tooMuch() {
        return number == TIMEOUT_EXCEEDED || number == MEMORY_LIMIT_EXCEEDED || number == TOO_MANY_ROWS_OR_BYTES;
    }
}
