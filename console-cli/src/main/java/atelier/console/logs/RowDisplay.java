package atelier.console.logs;

import atelier.console.session.Session;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What commands that show rows of a table can be told about their looks. */
final class RowDisplay {

    @Option(names = "--columns", paramLabel = "A,B", description = "these columns only")
    private @Nullable String columns;

    @Option(names = "--full", description = "headers and whole values, a paragraph for each record")
    private boolean full;

    @Mixin
    private final Display display = new Display();

    Looks looks(Session session) {
        return new Looks(columns, full, display.format(), display.zone(session));
    }
}
