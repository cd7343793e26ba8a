package atelier.console.proof;

import atelier.console.session.Session;
import atelier.console.session.Typed;
import atelier.logs.time.Moment;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which part of a topic: from where to where, by offset or by time. */
final class Bounds {

    private static final long HIGHEST_OFFSET = 999_999_999_999_999_999L;

    /** A span would be another time when the same command is run again to go on where it was interrupted. */
    private static final String FIXED =
            "an offset, a date (2026-11-20) or a time (2026-11-20T10:00, with Z or +07:00 for a zone)";

    private final boolean spans;

    @Option(
            names = "--from",
            paramLabel = "OFFSET|TIME",
            description = "from this offset on (1200), or this time: 2026-11-20, 2026-11-20T10:00 (the beginning)")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "OFFSET|TIME", description = "before this offset or time (the end)")
    private @Nullable String to;

    /** @param spans whether a time may be a span back from now */
    Bounds(boolean spans) {
        this.spans = spans;
    }

    /** One of offset and time is there. */
    private record Edge(
            String word, @Nullable Long offset, @Nullable Instant time) {

        /** Whether nothing can be between; an offset and a time cannot be compared. */
        boolean reaches(Edge end) {
            return (offset != null && end.offset != null && offset >= end.offset)
                    || (time != null && end.time != null && !time.isBefore(end.time));
        }
    }

    void addTo(List<String> words, Session session) {
        Edge first = edge("from", from, words, session);
        Edge end = edge("to", to, words, session);
        if (first != null && end != null && first.reaches(end)) {
            throw new Typed("--to", end.word()).refused("it must be after --from, " + first.word());
        }
    }

    private @Nullable Edge edge(String name, @Nullable String text, List<String> words, Session session) {
        if (text == null) {
            return null;
        }
        Typed typed = new Typed("--" + name, text);
        if (text.matches("[0-9]+")) {
            long offset = typed.whole(0, HIGHEST_OFFSET);
            words.add(name + "-offset=" + offset);
            return new Edge(text, offset, null);
        }
        if (!spans && text.indexOf('-') < 0) {
            throw typed.refused(FIXED);
        }
        try {
            Instant time = Moment.parse(text, session.clock().instant(), session.zone());
            words.add(name + "-time=" + time);
            return new Edge(text, null, time);
        } catch (IllegalArgumentException e) {
            throw typed.refused(spans ? "an offset, or " + e.getMessage() : FIXED);
        }
    }
}
