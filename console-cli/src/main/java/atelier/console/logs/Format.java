package atelier.console.logs;

import atelier.console.session.Failure;
import atelier.console.session.Typed;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/** For whom the rows are written: people, or machines. */
public enum Format {
    TABLE,
    JSON,
    CSV;

    private static final List<String> WORDS = List.of("table", "json", "csv");

    /** @throws Failure saying what is allowed, if it is none of them */
    static Format named(String text) {
        return valueOf(new Typed("--format", text).oneOf(WORDS).toUpperCase(Locale.ROOT));
    }

    /** For shell completion. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return WORDS.iterator();
        }
    }
}
