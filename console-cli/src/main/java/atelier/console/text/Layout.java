package atelier.console.text;

import atelier.console.text.Grid.Cell;
import java.util.Arrays;
import java.util.List;

/** Columns that fit the screen, and lines of them. */
final class Layout {

    private static final String GAP = "  ";

    private final Screen screen;
    private final List<Column> columns;
    private final int[] widths;

    private Layout(Screen screen, List<Column> columns, int[] widths) {
        this.screen = screen;
        this.columns = columns;
        this.widths = widths;
    }

    /** As wide as titles and contents and no narrower than asked for, unless that is too much; the last columns are the first to give way. */
    static Layout fitting(Screen screen, List<Column> columns, List<List<Cell>> rows, int[] least) {
        int[] widths = new int[columns.size()];
        for (int i = 0; i < widths.length; i++) {
            int column = i;
            int content = rows.stream()
                    .mapToInt(row -> Width.of(row.get(column).text()))
                    .max()
                    .orElse(0);
            widths[i] = Math.max(least[i], Math.max(Width.of(columns.get(i).title()), content));
        }
        int excess = Arrays.stream(widths).sum() + GAP.length() * (widths.length - 1) - screen.width();
        for (int i = widths.length - 1; i >= 0 && excess > 0; i--) {
            int given = Math.clamp(widths[i] - columns.get(i).narrowest(), 0, excess);
            widths[i] -= given;
            excess -= given;
        }
        return new Layout(screen, columns, widths);
    }

    /** The last column has all the room that is left. */
    Layout toTheEdge() {
        int[] wider = widths.clone();
        int taken = Arrays.stream(widths).sum() + GAP.length() * (widths.length - 1);
        wider[wider.length - 1] += Math.max(0, screen.width() - taken);
        return new Layout(screen, columns, wider);
    }

    String header() {
        return line(columns.stream().map(c -> new Cell(c.title(), Style.BOLD)).toList());
    }

    /** On a screen too narrow even so, the columns at the right end are cut off. */
    String line(List<Cell> cells) {
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
