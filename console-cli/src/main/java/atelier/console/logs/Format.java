package atelier.console.logs;

import atelier.console.session.Failure;
import java.util.Iterator;
import java.util.List;

/** For whom the rows are written: people, or machines. */
public enum Format {
    TABLE,
    JSON,
    CSV;

    /** @throws Failure saying what is allowed, if it is none of them */
    static Format named(String text) {
        return switch (text) {
            case "table" -> TABLE;
            case "json" -> JSON;
            case "csv" -> CSV;
            default -> throw Failure.usage("--format: \"" + text + "\" is not allowed: table, json or csv");
        };
    }

    /** For shell completion. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return List.of("table", "json", "csv").iterator();
        }
    }
}
