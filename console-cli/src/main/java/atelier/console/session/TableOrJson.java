package atelier.console.session;

import java.util.Iterator;
import java.util.List;

/** The formats of commands whose output is no rows of a table; for shell completion too. */
public final class TableOrJson implements Iterable<String> {

    private static final List<String> WORDS = List.of("table", "json");

    /** @throws Failure if the value of {@code --format} is neither */
    public static String checked(String format) {
        return new Typed("--format", format).oneOf(WORDS);
    }

    @Override
    public Iterator<String> iterator() {
        return WORDS.iterator();
    }
}
