package atelier.bench;

import java.io.PrintStream;
import java.util.Locale;

/** The table, printed as it comes. */
final class Report {
    private final PrintStream out;

    Report(PrintStream out) {
        this.out = out;
    }

    void heading(String name, String... columns) {
        out.printf("%n%-52s", name);
        for (String column : columns) {
            out.printf(" %14s", column);
        }
        out.println();
    }

    void row(String name, double... values) {
        out.printf("  %-50s", name);
        for (double value : values) {
            out.printf(Locale.ROOT, value >= 100 ? " %14.0f" : " %14.2f", value);
        }
        out.println();
    }

    void line(String text) {
        out.println(text);
    }
}
