package atelier.console.clickhouse;

import atelier.console.session.Failure;

/** ClickHouse understood the request and answered with an error of its own. */
public final class Refused extends Failure {

    private static final int UNKNOWN_TABLE = 60;
    private static final int UNKNOWN_DATABASE = 81;

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
}
