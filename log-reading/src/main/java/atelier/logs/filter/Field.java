package atelier.logs.filter;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What rows can be chosen by, beside their time; named alike in the console and in query strings. */
public enum Field {
    STATUS("status", Kind.WORDS),
    TOPIC("topic", Kind.WORDS),
    TYPE("event_type", Kind.WORDS),
    /** A key is any text, commas too, so a list of keys is said by repeating. */
    KEY("key", Kind.TEXT),
    EVENT("event_id", Kind.WORDS),
    TRACE("trace_id", Kind.WORDS),
    PARTITION("kafka_partition", Kind.NUMBERS),
    OFFSET("kafka_offset", Kind.NUMBERS),
    GREP("value", Kind.PART_OF_TEXT);

    /** As log-ingest writes them. */
    public static final List<String> STATUSES = List.of("success", "failed", "invalid", "tombstone");

    enum Kind {
        WORDS,
        NUMBERS,
        TEXT,
        PART_OF_TEXT
    }

    private final String column;
    private final Kind kind;

    Field(String column, Kind kind) {
        this.column = column;
        this.kind = kind;
    }

    public String column() {
        return column;
    }

    Kind kind() {
        return kind;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static @Nullable Field named(String word) {
        return Arrays.stream(values())
                .filter(field -> field.word().equals(word))
                .findFirst()
                .orElse(null);
    }

    static String words() {
        return Arrays.stream(values()).map(Field::word).collect(Collectors.joining(", "));
    }
}
