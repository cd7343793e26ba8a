package atelier.console.journey;

import atelier.console.session.Output;
import atelier.console.text.Screen;
import atelier.console.text.Style;
import atelier.console.text.Visible;
import atelier.console.text.Width;

/** Tells a step in a paragraph: what happens, what was sent and answered, and where each event of it is. */
final class Narrator implements Report {

    private static final String INDENT = "     ";
    private static final int WIDEST = 110;

    private final Output out;
    private final Screen screen;
    private int step;
    private String key = "";

    Narrator(Output out, Screen screen) {
        this.out = out;
        this.screen = screen;
    }

    @Override
    public void begin() {
        paragraph(
                "",
                "One order, from a customer's click to the log. All that follows is happening now, in the system that runs here.");
    }

    @Override
    public void step(Done done) {
        step++;
        out.line("");
        paragraph(step + ". ", done.what());
        line(Style.CYAN, "→ " + done.call() + "  " + done.body());
        line(
                Style.PLAIN,
                "← " + done.answer().status() + " after " + done.answer().took().toMillis() + " ms");
        for (Done.Arrived arrived : done.events()) {
            Heard event = arrived.event();
            key = event.key();
            line(Style.GREEN, "• " + event.type() + "  " + event.value());
            line(
                    Style.DIM,
                    "  in Kafka after " + arrived.kafkaMillis() + " ms: topic " + event.topic() + ", partition "
                            + event.partition() + ", offset " + event.offset() + "; in ClickHouse after "
                            + arrived.logMillis() + " ms: logs.kafka_logs");
        }
        out.flush();
    }

    @Override
    public void end(int steps, int events) {
        out.line("");
        paragraph(
                "",
                "Each event is in Kafka once and in ClickHouse once, whatever is killed in between. Look for yourself:");
        out.line("");
        out.line("./console logs:view kafka_logs --key=" + key);
        out.line("./console logs:view kafka_logs --key=" + key + " --full");
        out.line("./console kafka:test-integration");
        out.flush();
    }

    private void line(Style style, String text) {
        int width = Math.max(screen.width() - INDENT.length(), 20);
        out.line(INDENT + style.on(Width.fit(Visible.line(text), width), screen));
    }

    private void paragraph(String mark, String text) {
        int width = Math.min(screen.width(), WIDEST);
        StringBuilder line = new StringBuilder(mark);
        for (String word : text.split(" ", -1)) {
            if (line.length() + word.length() > width) {
                out.line(line.toString().stripTrailing());
                line = new StringBuilder(" ".repeat(mark.length()));
            }
            line.append(word).append(' ');
        }
        out.line(line.toString().stripTrailing());
    }
}
