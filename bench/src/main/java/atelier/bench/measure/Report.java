package atelier.bench.measure;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/** The table, printed as it comes. */
public final class Report {
    private final PrintStream out;

    public Report(PrintStream out) {
        this.out = out;
    }

    /** What was run on: the first line of every report. */
    public void machine() throws IOException {
        String cpu;
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            cpu = lines.filter(line -> line.startsWith("model name"))
                    .findFirst()
                    .orElse("");
        }
        line(Runtime.getRuntime().availableProcessors() + " processors," + cpu.substring(cpu.indexOf(':') + 1)
                + ", JDK " + Runtime.version() + ", load before: "
                + Files.readString(Path.of("/proc/loadavg")).strip());
    }

    public void heading(String name, String... columns) {
        out.printf("%n%-52s", name);
        for (String column : columns) {
            out.printf(" %14s", column);
        }
        out.println();
    }

    public void row(String name, double... values) {
        out.printf("  %-50s", name);
        for (double value : values) {
            out.printf(Locale.ROOT, value >= 100 ? " %14.0f" : " %14.2f", value);
        }
        out.println();
    }

    public void line(String text) {
        out.println(text);
    }
}
