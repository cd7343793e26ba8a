package atelier.console.logs;

import atelier.console.session.Output;
import atelier.console.text.Grid.Cell;
import atelier.console.text.Screen;
import atelier.console.text.Style;
import atelier.console.text.Visible;
import atelier.logs.octets.Octets;
import atelier.logs.time.Stamp;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** A paragraph for each record, for people who want to see all of it. */
record FullView(Screen screen, ZoneId zone) implements WholeView {

    @Override
    public void write(WholeRow whole, Output out) {
        LogRow row = whole.row();
        Cell status = TableView.status(row.status());
        out.line(Style.BOLD.on(Stamp.full(row.time(), zone), screen)
                + "  " + Style.CYAN.on(Visible.line(row.type()), screen)
                + "  " + Visible.line(row.topic()) + " " + row.partition() + "/" + row.offset()
                + "  " + status.style().on(status.text(), screen));
        field(out, "key", row.key());
        unlessEmpty(out, "event id", whole.eventId());
        unlessEmpty(out, "trace id", whole.traceId());
        unlessEmpty(out, "error", whole.error());
        for (WholeRow.Pair header : whole.headers()) {
            field(out, "header " + Visible.line(header.name()), header.value());
        }
        if (row.value() == null) {
            out.line("  " + dim("value: none, a tombstone"));
        } else {
            out.line("  " + dim("value, " + row.valueSize() + " bytes:"));
            Visible.lines(row.value()).lines().forEach(line -> out.line("    " + line));
        }
        out.line("");
    }

    private void unlessEmpty(Output out, String name, Octets octets) {
        if (octets.size() > 0) {
            field(out, name, octets);
        }
    }

    private void field(Output out, String name, @Nullable Octets octets) {
        String text = octets == null ? dim("null") : octets.size() == 0 ? dim("(empty)") : Visible.line(octets);
        out.line("  " + dim(name + ":") + " " + text);
    }

    private String dim(String text) {
        return Style.DIM.on(text, screen);
    }
}
