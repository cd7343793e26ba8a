package atelier.console.logs;

import atelier.console.session.Session;
import atelier.console.text.Column;
import atelier.console.text.Grid;
import atelier.console.text.Grid.Cell;
import atelier.console.text.Style;
import atelier.console.text.Visible;
import atelier.logs.octets.Octets;
import atelier.logs.time.Stamp;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** One line for each record, fitted to the screen. */
final class TableView {

    /** A character takes up to four bytes, and marks that take no column come on top. */
    private static final int BYTES_PER_COLUMN = 6;

    private static final int NARROW_SCREEN = 120;

    private final Session session;
    private final ZoneId zone;
    private final Grid grid;
    private final boolean narrow;

    TableView(Session session, ZoneId zone) {
        this.session = session;
        this.zone = zone;
        this.narrow = session.screen().width() < NARROW_SCREEN;
        this.grid = new Grid(
                session.screen(),
                Column.left("TIME", Integer.MAX_VALUE),
                Column.left("TOPIC", 9),
                Column.left("AT", Integer.MAX_VALUE),
                Column.left("TYPE", 12),
                Column.id("KEY", 9),
                Column.left("STATUS", Integer.MAX_VALUE),
                Column.left("VALUE", 20));
    }

    int bytesShown() {
        return session.screen().width() * BYTES_PER_COLUMN;
    }

    void add(LogRow row) {
        grid.row(
                new Cell(narrow ? Stamp.brief(row.time(), zone) : Stamp.full(row.time(), zone), Style.DIM),
                Cell.of(Visible.line(row.topic())),
                new Cell(row.partition() + "/" + row.offset(), Style.DIM),
                new Cell(Visible.line(row.type()), Style.CYAN),
                absent(row.key(), "null"),
                status(row.status()),
                absent(row.value(), "(tombstone)"));
    }

    void print() {
        if (!grid.isEmpty()) {
            grid.lines().forEach(session.out()::line);
        }
    }

    /** The missing and the empty look different from any text, by colour if there are colours, and from each other always. */
    private static Cell absent(@Nullable Octets octets, String missing) {
        if (octets == null) {
            return new Cell(missing, Style.DIM);
        }
        return octets.size() == 0 ? new Cell("(empty)", Style.DIM) : Cell.of(Visible.line(octets));
    }

    static Cell status(String status) {
        return new Cell(
                Visible.line(status),
                switch (status) {
                    case "success" -> Style.GREEN;
                    case "failed" -> Style.RED;
                    case "invalid" -> Style.YELLOW;
                    default -> Style.DIM;
                });
    }
}
