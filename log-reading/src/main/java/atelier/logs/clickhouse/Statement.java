package atelier.logs.clickhouse;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * SQL of our own with {@code {name:Type}} places, and the values for them, which the server fills in.
 *
 * @param parameters as they are, unescaped
 */
public record Statement(String sql, Map<String, String> parameters) {

    private static final Pattern PLACE = Pattern.compile("\\{(\\w+):(\\w+)}");

    public static Statement of(String sql) {
        return new Statement(sql, Map.of());
    }

    /** The same with the values in the text, for people who want to run it with a client of their own. It is shown, never sent. */
    public String inlined() {
        return PLACE.matcher(sql).replaceAll(place -> {
            String value = parameters.getOrDefault(place.group(1), "");
            return Matcher.quoteReplacement(place.group(2).equals("String") ? quoted(value) : value);
        });
    }

    /** As ClickHouse reads a literal: in quotes, quotes and backslashes escaped, and what would break a line of a terminal too. */
    private static String quoted(String value) {
        return "'" + escaped(value).replace("'", "\\'") + "'";
    }

    /** As the server reads a parameter, a TabSeparated field: a bare backslash, tab or line end would change or end it. */
    static String escaped(String value) {
        return value.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\0", "\\0");
    }

    /** Collects values while SQL is put together; each method returns the place that stands for its value. */
    public static final class Builder {

        private final Map<String, String> parameters;
        private final String prefix;

        public Builder() {
            this(new LinkedHashMap<>(), "");
        }

        private Builder(Map<String, String> parameters, String prefix) {
            this.parameters = parameters;
            this.prefix = prefix;
        }

        /** For a part of the same statement, which may use the names of other parts again. */
        public Builder within(String part) {
            return new Builder(parameters, prefix + part);
        }

        public String text(String name, String value) {
            return place(name, value, "String");
        }

        public String number(String name, long value) {
            return place(name, Long.toString(value), "Int64");
        }

        public String time(String name, Instant value) {
            return "fromUnixTimestamp64Milli(" + number(name, value.toEpochMilli()) + ")";
        }

        public Statement build(String sql) {
            return new Statement(sql, Map.copyOf(parameters));
        }

        private String place(String name, String value, String type) {
            parameters.put(prefix + name, value);
            return "{" + prefix + name + ":" + type + "}";
        }
    }
}
