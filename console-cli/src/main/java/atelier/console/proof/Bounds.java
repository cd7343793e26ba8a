package atelier.console.proof;

import atelier.console.session.Session;
import atelier.console.session.Typed;
import atelier.logs.time.Moment;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which part of a topic: from where to where, by offset or by time. */
final class Bounds {

    private static final long HIGHEST_OFFSET = 999_999_999_999_999_999L;

    @Option(
            names = "--from",
            paramLabel = "OFFSET|TIME",
            description = "from this offset on (1200), or this time: 24h, 2026-11-20, 2026-11-20T10:00 (the beginning)")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "OFFSET|TIME", description = "before this offset or time (the end)")
    private @Nullable String to;

    void addTo(List<String> words, Session session) {
        add("from", from, words, session);
        add("to", to, words, session);
    }

    private static void add(String name, @Nullable String text, List<String> words, Session session) {
        if (text == null) {
            return;
        }
        Typed typed = new Typed("--" + name, text);
        if (text.matches("[0-9]+")) {
            words.add(name + "-offset=" + typed.whole(0, HIGHEST_OFFSET));
            return;
        }
        try {
            words.add(name + "-time=" + Moment.parse(text, session.clock().instant(), session.zone()));
        } catch (IllegalArgumentException e) {
            throw typed.refused("an offset, or " + e.getMessage());
        }
    }
}
