package atelier.devstack.run;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What the user sees: a line per change, one table when all is ready. Safe for use by several threads. */
final class Screen {
    private static final String ROW = "%-18s %-16s %-8s %s%n";

    private static final int LONGEST_QUOTE = 300;

    private final PrintStream out;
    private final long begin = System.nanoTime();

    Screen(PrintStream out) {
        this.out = out;
    }

    synchronized void say(String line) {
        out.printf(Locale.ROOT, "[%6.1f s] %s%n", seconds(), line);
    }

    synchronized void quote(String text) {
        text.lines()
                .forEach(line ->
                        out.println("           | " + line.substring(0, Math.min(line.length(), LONGEST_QUOTE))));
    }

    synchronized void ready(List<Part> parts, Folders folders, List<String> next) {
        out.println();
        out.printf(ROW, "part", "address", "state", "log");
        for (Part part : parts) {
            out.printf(ROW, part.name(), part.address(), "ready", folders.shown(PartServers.log(part, folders)));
        }
        out.printf(Locale.ROOT, "%nready in %.1f s%n", seconds());
        next.forEach(out::println);
        out.println();
        out.flush();
    }

    static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }

    private double seconds() {
        return (System.nanoTime() - begin) / 1e9;
    }
}
