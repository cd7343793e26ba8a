package atelier.console.journey;

import atelier.console.session.Output;
import atelier.console.text.Screen;
import atelier.console.text.Style;
import atelier.console.text.Visible;
import java.util.Locale;

/** A line for each event, as it comes; so the columns have fixed widths. */
final class TableReport implements Report {

    private final Output out;
    private final Screen screen;

    TableReport(Output out, Screen screen) {
        this.out = out;
        this.screen = screen;
    }

    @Override
    public void begin() {
        out.line(Style.BOLD.on(row("STEP", "HTTP", "MS", "EVENT", "AT", "KAFKA MS", "CLICKHOUSE"), screen));
        out.flush();
    }

    @Override
    public void step(Done done) {
        String what = done.what();
        String status = Integer.toString(done.answer().status());
        String took = Long.toString(done.answer().took().toMillis());
        if (done.events().isEmpty()) {
            out.line(row(what, status, took, "", "", "", ""));
        }
        for (Done.Arrived arrived : done.events()) {
            Heard event = arrived.event();
            out.line(row(
                    what,
                    status,
                    took,
                    Visible.line(event.type()),
                    Visible.line(event.place()),
                    Long.toString(arrived.kafkaMillis()),
                    Long.toString(arrived.logMillis())));
            what = "";
            status = "";
            took = "";
        }
        out.flush();
    }

    @Override
    public void end(int steps, int events) {
        out.line("");
        out.line(Style.GREEN.on(
                "all of " + steps + " steps went as expected, and their " + events
                        + " events are in Kafka and in ClickHouse",
                screen));
        out.flush();
    }

    private static String row(Object... cells) {
        return String.format(Locale.ROOT, "%-38s %4s %7s  %-22s %-20s %8s %10s", cells)
                .stripTrailing();
    }
}
