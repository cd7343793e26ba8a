package atelier.console.text;

import java.util.ArrayList;
import java.util.List;

/** A table that fits the screen: one line for each row, columns as wide as their content unless that is too much. */
public final class Grid {

    /** A text without control characters, and its look. */
    public record Cell(String text, Style style) {
        public static Cell of(String text) {
            return new Cell(text, Style.PLAIN);
        }
    }

    private final Screen screen;
    private final List<Column> columns;
    private final List<List<Cell>> rows = new ArrayList<>();

    /** The last columns are the first to give way. */
    public Grid(Screen screen, Column... columns) {
        this.screen = screen;
        this.columns = List.of(columns);
    }

    public void row(Cell... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + columns.size() + " columns");
        }
        rows.add(List.of(cells));
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    public List<String> lines() {
        Layout layout = Layout.fitting(screen, columns, rows, new int[columns.size()]);
        List<String> lines = new ArrayList<>();
        lines.add(layout.header());
        rows.forEach(row -> lines.add(layout.line(row)));
        return lines;
    }
}
