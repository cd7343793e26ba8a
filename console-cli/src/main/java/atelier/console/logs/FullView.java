package atelier.console.logs;

import atelier.console.session.Output;
import atelier.console.session.Session;
import atelier.console.text.Grid.Cell;
import atelier.console.text.Screen;
import atelier.console.text.Style;
import atelier.console.text.Visible;
import atelier.logs.octets.Octets;
import atelier.logs.view.LogColumn;
import atelier.logs.view.LogRow;
import atelier.logs.view.Value;
import java.time.ZoneId;
import java.util.List;

/** A paragraph for each row, for people who want to see all of it. */
record FullView(List<LogColumn> columns, Session session, ZoneId zone) implements View {

    /** Said in the first line of a paragraph, or of no interest to people. */
    private static final List<String> ELSEWHERE = List.of(
            "event_time",
            "event_type",
            "topic",
            "kafka_partition",
            "kafka_offset",
            "status",
            "event_time_type",
            "kafka_timestamp",
            "ingested_at",
            "topic_id",
            "value_size",
            "attributes");

    @Override
    public void row(LogRow row) {
        Output out = session.out();
        Screen screen = session.screen();
        boolean record = columns.stream().map(LogColumn::name).toList().containsAll(ELSEWHERE);
        if (record) {
            Cells cells = new Cells(zone, false);
            Cell status = Cells.status(row.text("status"));
            out.line(Style.BOLD.on(
                            cells.cell(columns.getFirst(), row.values().getFirst())
                                    .text(),
                            screen)
                    + "  " + Style.CYAN.on(Visible.line(row.octets("event_type")), screen)
                    + "  " + Visible.line(row.text("topic")) + " " + row.text("kafka_partition") + "/"
                    + row.text("kafka_offset")
                    + "  " + status.style().on(status.text(), screen));
        }
        for (int i = 0; i < columns.size(); i++) {
            if (!record || !ELSEWHERE.contains(columns.get(i).name())) {
                field(columns.get(i), row.values().get(i));
            }
        }
        out.line("");
    }

    private void field(LogColumn column, Value value) {
        Output out = session.out();
        String name = column.name().replace('_', ' ');
        switch (value) {
            case Value.Headers headers ->
                headers.pairs()
                        .forEach(header -> line(
                                "header " + Visible.line(header.name()),
                                header.value() == null ? dim("null") : text(header.value())));
            case Value.Bytes bytes
            when column.name().equals("value") -> {
                out.line("  " + dim("value, " + bytes.octets().size() + " bytes:"));
                Visible.lines(bytes.octets()).lines().forEach(line -> out.line("    " + line));
            }
            case Value.Bytes bytes -> {
                if (bytes.octets().size() > 0 || column.name().equals("key")) {
                    line(name, text(bytes.octets()));
                }
            }
            default -> {
                Cell cell = new Cells(zone, false).cell(column, value);
                line(
                        name,
                        cell.style()
                                .on(
                                        cell.text().equals("(tombstone)") ? "none, a tombstone" : cell.text(),
                                        session.screen()));
            }
        }
    }

    private void line(String name, String text) {
        session.out().line("  " + dim(name + ":") + " " + text);
    }

    private String text(Octets octets) {
        return octets.size() == 0 ? dim("(empty)") : Visible.line(octets);
    }

    private String dim(String text) {
        return Style.DIM.on(text, session.screen());
    }
}
