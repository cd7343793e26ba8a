package atelier.console.clickhouse;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * SQL of our own with {@code {name:Type}} places, and the values for them, which the server fills in.
 *
 * @param parameters in the form in which the server reads them
 */
public record Statement(String sql, Map<String, String> parameters) {

    public static Statement of(String sql) {
        return new Statement(sql, Map.of());
    }

    /** Collects values while SQL is put together; each method returns the place that stands for its value. */
    public static final class Builder {

        private final Map<String, String> parameters = new LinkedHashMap<>();

        public String text(String name, String value) {
            return place(name, escaped(value), "String");
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
            parameters.put(name, value);
            return "{" + name + ":" + type + "}";
        }

        /** The server reads a value as a TabSeparated field: a bare backslash, tab or line end would change or end it. */
        private static String escaped(String value) {
            return value.replace("\\", "\\\\")
                    .replace("\t", "\\t")
                    .replace("\n", "\\n")
                    .replace("\r", "\\r")
                    .replace("\0", "\\0");
        }
    }
}
