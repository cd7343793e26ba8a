package atelier.console.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A table that fits the screen: one line for each row, columns as wide as their content unless that is too much. */
public final class Grid {

    /** A text without control characters, and its look. */
    public record Cell(String text, Style style) {
        public static Cell of(String text) {
            return new Cell(text, Style.PLAIN);
        }
    }

    private static final String GAP = "  ";

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
        int[] widths = widths();
        List<String> lines = new ArrayList<>();
        lines.add(
                line(columns.stream().map(c -> new Cell(c.title(), Style.BOLD)).toList(), widths));
        rows.forEach(row -> lines.add(line(row, widths)));
        return lines;
    }

    private int[] widths() {
        int[] widths = new int[columns.size()];
        for (int i = 0; i < widths.length; i++) {
            int column = i;
            int content = rows.stream()
                    .mapToInt(row -> Width.of(row.get(column).text()))
                    .max()
                    .orElse(0);
            widths[i] = Math.max(Width.of(columns.get(i).title()), content);
        }
        int excess = Arrays.stream(widths).sum() + GAP.length() * (widths.length - 1) - screen.width();
        for (int i = widths.length - 1; i >= 0 && excess > 0; i--) {
            int given = Math.clamp(widths[i] - columns.get(i).narrowest(), 0, excess);
            widths[i] -= given;
            excess -= given;
        }
        return widths;
    }

    /** On a screen too narrow even so, the columns at the right end are cut off. */
    private String line(List<Cell> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        int left = screen.width();
        for (int i = 0; i < widths.length && left > 0; i++) {
            String gap = i == 0 ? "" : GAP;
            int width = Math.min(widths[i], left - gap.length());
            if (width <= 0) {
                break;
            }
            boolean last = i == widths.length - 1;
            line.append(gap).append(padded(cells.get(i), columns.get(i).side(), width, last));
            left -= gap.length() + width;
        }
        return line.toString().stripTrailing();
    }

    private String padded(Cell cell, Column.Side side, int width, boolean last) {
        String text = side == Column.Side.BOTH ? Width.fitMiddle(cell.text(), width) : Width.fit(cell.text(), width);
        String padding = " ".repeat(Math.max(0, width - Width.of(text)));
        String styled = cell.style().on(text, screen);
        if (side == Column.Side.RIGHT) {
            return padding + styled;
        }
        return last ? styled : styled + padding;
    }
}
