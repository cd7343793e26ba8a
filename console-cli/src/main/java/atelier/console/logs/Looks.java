package atelier.console.logs;

import atelier.console.session.Session;
import atelier.logs.view.LogColumn;
import atelier.logs.view.LogTable;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How rows are to be shown.
 *
 * @param columns their names, with commas; null for the usual ones
 * @param full a paragraph for each row instead of a line
 */
record Looks(@Nullable String columns, boolean full, Format format, ZoneId zone) {

    List<LogColumn> shown(LogTable table) {
        return columns != null ? table.columns(columns) : lines() ? table.brief() : table.columns();
    }

    /** How many bytes of a text are worth reading; null for all. */
    @Nullable
    Integer cut(Session session) {
        return lines() ? TableView.bytesShown(session) : null;
    }

    /** For rows of which the last is known. */
    View view(List<LogColumn> shown, Session session) {
        return lines() ? new TableView(shown, session, zone) : flowing(shown, session);
    }

    /** For rows that keep coming. */
    View flowing(List<LogColumn> shown, Session session) {
        return switch (format) {
            case TABLE -> full ? new FullView(shown, session, zone) : new FlowView(shown, session, zone);
            case JSON -> new JsonView(session.out());
            case CSV -> new CsvView(shown, session.out());
        };
    }

    private boolean lines() {
        return format == Format.TABLE && !full;
    }
}
