package atelier.console.text;

import atelier.console.text.Grid.Cell;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table without an end: its first rows decide how wide the columns are, and all that come later are cut to that. */
public final class Flow {

    private final Screen screen;
    private final List<Column> columns;
    private final int[] least;
    private final List<List<Cell>> rows = new ArrayList<>();
    private @Nullable Layout layout;

    /** @param least how wide a column is at least, because wider content may come */
    public Flow(Screen screen, List<Column> columns, int[] least) {
        this.screen = screen;
        this.columns = List.copyOf(columns);
        this.least = least.clone();
    }

    public void row(List<Cell> cells) {
        rows.add(List.copyOf(cells));
    }

    /** The rows since the last time; the first time with the titles above them, even when there are none. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        Layout known = layout;
        if (known == null) {
            known = Layout.fitting(screen, columns, rows, least).toTheEdge();
            layout = known;
            lines.add(known.header());
        }
        for (List<Cell> row : rows) {
            lines.add(known.line(row));
        }
        rows.clear();
        return lines;
    }
}
