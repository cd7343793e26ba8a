package atelier.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the judge found, counted by kind and with the first of each kind in words. For one thread. */
final class Findings {
    /** The columns of the table of all faults. */
    enum Kind {
        LOST,
        DOUBLED,
        OUT_OF_ORDER
    }

    private static final Path FAULTS = Path.of("target", "faults.tsv");
    private static final int SHOWN = 12;

    private final long events;
    private final Map<Kind, List<String>> found = new EnumMap<>(Kind.class);

    Findings(long events) {
        this.events = events;
        for (Kind kind : Kind.values()) {
            found.put(kind, new ArrayList<>());
        }
    }

    void add(Kind kind, String what) {
        of(kind).add(what);
    }

    void expect(boolean holds, Kind otherwise, String what) {
        if (!holds) {
            add(otherwise, what);
        }
    }

    boolean nothing() {
        return found.values().stream().allMatch(List::isEmpty);
    }

    /** Adds a line to the table of all faults and fails if anything is wrong. */
    void reportAs(String fault, Duration longestRecovery) {
        String line = String.format(
                Locale.ROOT,
                "%s\t%d\t%d\t%d\t%d\t%.1f%n",
                fault,
                events,
                of(Kind.LOST).size(),
                of(Kind.DOUBLED).size(),
                of(Kind.OUT_OF_ORDER).size(),
                longestRecovery.toMillis() / 1000.0);
        try {
            Files.createDirectories(FAULTS.getParent());
            Files.writeString(FAULTS, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(events).as(fault + ": events").isPositive();
        assertThat(nothing()).as(fault + ":" + this).isTrue();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        found.forEach((kind, all) -> {
            if (!all.isEmpty()) {
                text.append("\n  ").append(kind).append(": ").append(all.size());
                all.stream().limit(SHOWN).forEach(each -> text.append("\n    ").append(each));
            }
        });
        return text.toString();
    }

    private List<String> of(Kind kind) {
        return found.computeIfAbsent(kind, absent -> new ArrayList<>());
    }
}
