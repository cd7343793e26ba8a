package atelier.console.logs;

import atelier.console.session.Session;
import atelier.console.text.Flow;
import atelier.console.text.Grid.Cell;
import atelier.logs.view.LogColumn;
import atelier.logs.view.LogRow;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** One line for each row as it comes, in columns whose widths stay. */
final class FlowView implements View {

    private final Session session;
    private final List<LogColumn> columns;
    private final Cells cells;
    private final Flow flow;

    FlowView(List<LogColumn> columns, Session session, ZoneId zone) {
        this.session = session;
        this.columns = columns;
        this.cells = Cells.on(session.screen().width(), zone);
        this.flow = new Flow(
                session.screen(),
                columns.stream().map(Cells::column).toList(),
                columns.stream().mapToInt(cells::usualWidth).toArray());
    }

    @Override
    public void row(LogRow row) {
        List<Cell> line = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            line.add(cells.cell(columns.get(i), row.values().get(i)));
        }
        flow.row(line);
    }

    @Override
    public void end() {
        flow.lines().forEach(session.out()::line);
    }
}
