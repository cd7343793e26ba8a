package atelier.console.logs;

import atelier.console.session.Session;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What all commands about the log can be told about their output. */
public final class Display {

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            completionCandidates = Format.Names.class,
            description = "table, json (an object on each line) or csv (table)")
    private @Nullable String format;

    @Option(names = "--utc", description = "times in UTC, typed and shown")
    private boolean utc;

    /** For whom the output is; the table for people unless told otherwise. */
    public Format format() {
        return Format.named(Objects.requireNonNullElse(format, "table"));
    }

    /** Of times that are typed or shown without one. */
    public ZoneId zone(Session session) {
        return utc ? ZoneOffset.UTC : session.zone();
    }
}
