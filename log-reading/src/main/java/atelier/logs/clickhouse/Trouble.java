package atelier.logs.clickhouse;

/** There are no rows, and one line says why and what to do. */
public class Trouble extends RuntimeException {

    public Trouble(String line) {
        super(line, null, false, false);
    }

    public String line() {
        return String.valueOf(getMessage());
    }
}
