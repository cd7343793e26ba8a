package atelier.console.logs;

import atelier.console.session.Session;
import atelier.console.text.Column;
import atelier.console.text.Grid;
import atelier.console.text.Grid.Cell;
import atelier.console.text.Width;
import atelier.logs.view.LogColumn;
import atelier.logs.view.LogRow;
import java.time.ZoneId;
import java.util.List;

/** One line for each row, fitted to the screen. What does not fit into memory comes in several tables, one below the other. */
final class TableView implements View {

    /** A character takes up to four bytes, and marks that take no column come on top. */
    private static final int BYTES_PER_COLUMN = 6;

    /** Columns of text that are kept, at up to some four bytes each. */
    private static final long MOST_KEPT = 8_000_000;

    private final Session session;
    private final List<LogColumn> columns;
    private final Cells cells;
    private final int width;
    private Grid grid;
    private long kept;

    TableView(List<LogColumn> columns, Session session, ZoneId zone) {
        this.session = session;
        this.columns = columns;
        this.width = session.screen().width();
        this.cells = Cells.on(width, zone);
        this.grid = emptyGrid();
    }

    /** How much of a text can be shown at most. */
    static int bytesShown(Session session) {
        return session.screen().width() * BYTES_PER_COLUMN;
    }

    @Override
    public void row(LogRow row) {
        Cell[] line = new Cell[columns.size()];
        for (int i = 0; i < line.length; i++) {
            Cell cell = cells.cell(columns.get(i), row.values().get(i));
            line[i] = shown(cell, Cells.column(columns.get(i)).side());
            kept += line[i].text().length();
        }
        grid.row(line);
        if (kept > MOST_KEPT) {
            end();
            grid = emptyGrid();
            kept = 0;
        }
    }

    /** No more than a screen is wide, of either end if both matter. */
    private Cell shown(Cell cell, Column.Side side) {
        String text = side == Column.Side.BOTH ? Width.fitMiddle(cell.text(), width) : Width.fit(cell.text(), width);
        return new Cell(text, cell.style());
    }

    @Override
    public void end() {
        if (!grid.isEmpty()) {
            grid.lines().forEach(session.out()::line);
        }
    }

    private Grid emptyGrid() {
        return new Grid(session.screen(), columns.stream().map(Cells::column).toArray(Column[]::new));
    }
}
