package atelier.logs.view;

import atelier.logs.clickhouse.RowReader;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A column as readers of the log know it.
 *
 * @param sources the columns of the table that it is made of
 * @param sql how it is made of them
 */
public record LogColumn(String name, Kind kind, List<String> sources, String sql) {

    /** How a value travels and what is known about it. */
    public enum Kind {
        BYTES,
        WORD,
        NUMBER,
        TIME,
        FLAG,
        HEADERS,
        ATTRIBUTES
    }

    public LogColumn {
        sources = List.copyOf(sources);
    }

    /** A column of any table, by the type that ClickHouse tells. What has no kind of its own is shown as ClickHouse writes it. */
    static LogColumn of(String name, String type) {
        String plain = type.replaceAll("^(?:LowCardinality\\(|Nullable\\()+", "");
        Kind kind = plain.startsWith("DateTime")
                ? Kind.TIME
                : plain.matches("U?Int\\d+.*|Decimal.*")
                        ? Kind.NUMBER
                        : plain.startsWith("Bool") ? Kind.FLAG : Kind.BYTES;
        return new LogColumn(name, kind, List.of(name), quoted(name));
    }

    /** A name in a statement. */
    public static String quoted(String name) {
        return "`" + name.replace("\\", "\\\\").replace("`", "\\`") + "`";
    }

    /** The expression in the form that {@link #read} expects; bytes cut when a limit is given. */
    public String selected(@Nullable String limit) {
        return switch (kind) {
            case BYTES ->
                "CAST("
                        + (limit == null
                                ? "toString(" + sql + ")"
                                : "substring(toString(" + sql + "), 1, " + limit + ")")
                        + " AS Nullable(String))";
            case WORD, NUMBER -> "CAST(toString(" + sql + ") AS Nullable(String))";
            case TIME -> "CAST(toUnixTimestamp64Milli(toDateTime64(" + sql + ", 3)) AS Nullable(Int64))";
            case FLAG -> "CAST(" + sql + " AS Nullable(UInt8))";
            case HEADERS, ATTRIBUTES -> sql;
        };
    }

    Value read(RowReader in) {
        return switch (kind) {
            case BYTES -> orAbsent(in.nullableString(), Value.Bytes::new);
            case WORD -> orAbsent(in.nullable(in::text), Value.Word::new);
            case NUMBER -> orAbsent(in.nullable(in::text), Value.Digits::new);
            case TIME -> orAbsent(in.nullable(in::int64), millis -> new Value.Time(Instant.ofEpochMilli(millis)));
            case FLAG -> orAbsent(in.nullable(in::uint8), set -> new Value.Flag(set == 1));
            case HEADERS -> new Value.Headers(in.array(() -> new Value.Pair(in.string(), in.nullableString())));
            case ATTRIBUTES -> new Value.Attributes(in.array(() -> new Value.Pair(in.string(), in.string())));
        };
    }

    private interface Maker<T> {
        Value of(T value);
    }

    private static <T> Value orAbsent(@Nullable T value, Maker<T> maker) {
        return value == null ? new Value.Absent() : maker.of(Objects.requireNonNull(value));
    }

    /** For tests and messages. */
    @Override
    public String toString() {
        return name;
    }
}
