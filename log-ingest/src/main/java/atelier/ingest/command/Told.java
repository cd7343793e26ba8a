package atelier.ingest.command;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What a command is told: {@code name=value} words, which the console has put together from its options. */
public final class Told {

    private final Map<String, List<String>> values = new LinkedHashMap<>();

    public Told(List<String> words) {
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals < 1) {
                throw new Wrong("\"" + word + "\" is not name=value");
            }
            values.computeIfAbsent(word.substring(0, equals), _ -> new ArrayList<>())
                    .add(word.substring(equals + 1));
        }
    }

    /** Not understood: the message is one line that says what. */
    public static final class Wrong extends RuntimeException {
        Wrong(String message) {
            super(message);
        }
    }

    public Told onlyKnows(Set<String> names) {
        for (String name : values.keySet()) {
            if (!names.contains(name)) {
                throw new Wrong(name + " is not known here");
            }
        }
        return this;
    }

    public Set<String> all(String name) {
        return new TreeSet<>(values.getOrDefault(name, List.of()));
    }

    public Optional<String> last(String name) {
        return Optional.ofNullable(values.get(name)).map(List::getLast);
    }

    public boolean flag(String name) {
        return last(name).filter("true"::equals).isPresent();
    }

    public long number(String name, long otherwise) {
        try {
            return last(name).map(Long::valueOf).orElse(otherwise);
        } catch (NumberFormatException e) {
            throw new Wrong(name + " is not a whole number");
        }
    }

    public Optional<Instant> moment(String name) {
        try {
            return last(name).map(Instant::parse);
        } catch (DateTimeException e) {
            throw new Wrong(name + " is not a moment like 2026-11-20T10:00:00Z");
        }
    }

    public Duration seconds(String name, long otherwise) {
        return Duration.ofSeconds(number(name, otherwise));
    }
}
