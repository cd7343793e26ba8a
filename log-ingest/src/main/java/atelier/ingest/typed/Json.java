package atelier.ingest.typed;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** SQL over {@code d}, the JSON object that a record says. Whatever is in it, these give a value and never an error. */
final class Json {

    private static final int LONGEST_FOUND = 100;

    private static final String NUMBERS = "('Int64', 'UInt64', 'Double', 'Bool')";

    private Json() {}

    /**
     * The object that a record says: the value of a CloudEvent in binary mode, else the {@code data} of a value that is an envelope, else the value.
     */
    static final String OBJECT = """
            multiIf(has(header_names, 'ce_type'), value,
                    JSONType(value, 'data') = 'Object' AND (JSONHas(value, 'specversion') OR JSONHas(value, 'event')), JSONExtractRaw(value, 'data'),
                    value)""";

    /** A text or number or boolean as text, under the first of these names that has one; empty if none. */
    static String text(String... names) {
        return Arrays.stream(names)
                .map(Json::textOf)
                .reduce((first, second) -> "coalesce(nullIf(" + first + ", ''), " + second + ")")
                .orElseThrow();
    }

    private static String textOf(String name) {
        String path = "(d, " + quoted(name) + ")";
        return "multiIf(JSONType" + path + " = 'String', JSONExtractString" + path + ", JSONType" + path + " IN "
                + NUMBERS + ", JSONExtractRaw" + path + ", '')";
    }

    /** The value as JSON text, {@code {}} if there is none. */
    static String raw(String name) {
        return "if(JSONHas(d, " + quoted(name) + "), JSONExtractRaw(d, " + quoted(name) + "), '{}')";
    }

    /** A whole number that the type can hold, 0 if there is none. */
    static String number(String type, String... names) {
        return "ifNull(accurateCastOrNull(" + text(names) + ", " + quoted(type) + "), 0)";
    }

    /** The moment that is said under one of these names, else Kafka's; cut to years that every time function can hold. */
    static String time(int precision, String... names) {
        String type = ", " + precision + ", 'UTC')";
        return "least(greatest(ifNull(" + parsed(precision, names) + ", toDateTime64(event_time" + type
                + "), toDateTime64('1970-01-01 00:00:00'" + type + "), toDateTime64('2099-12-31 23:59:59'" + type + ")";
    }

    private static String parsed(int precision, String... names) {
        return "parseDateTime64BestEffortOrNull(" + text(names) + ", " + precision + ", 'UTC')";
    }

    /** {@code null} counts as not there. */
    private static String isThere(String name) {
        return "(JSONType(d, " + quoted(name) + ") != 'Null')";
    }

    /** What is there in words, without its content. */
    static String kind(String name) {
        return "if(" + isThere(name) + ", if(JSONExtractString(d, " + quoted(name) + ") = '' AND JSONType(d, "
                + quoted(name)
                + ") = 'String', 'an empty text', concat('JSON of type ', toString(JSONType(d, " + quoted(name)
                + ")))), 'nothing')";
    }

    static String cut(String sql) {
        return "substringUTF8(" + sql + ", 1, " + LONGEST_FOUND + ")";
    }

    static Check anObject() {
        return new Check(
                "value",
                "is_tombstone OR JSONType(d) != 'Object'",
                "multiIf(is_tombstone, 'a tombstone', error != '', error, 'JSON that is not an object')",
                "a JSON object");
    }

    static Check required(String... names) {
        return new Check(names[0], text(names) + " = ''", kind(names[0]), "a text");
    }

    static Check oneOf(String name, List<String> values) {
        return new Check(
                name,
                "lowerUTF8(" + text(name) + ") NOT IN " + list(values),
                "if(" + text(name) + " = '', " + kind(name) + ", " + cut(text(name)) + ")",
                "one of " + String.join(", ", values));
    }

    static Check timeIfThere(String name) {
        return new Check(
                name,
                isThere(name) + " AND " + parsed(3, name) + " IS NULL",
                "if(" + text(name) + " = '', " + kind(name) + ", " + cut(text(name)) + ")",
                "a time like 2026-11-20T10:15:30.123Z");
    }

    static Check numberIfThere(String type, String name) {
        return new Check(
                name,
                isThere(name) + " AND accurateCastOrNull(" + text(name) + ", " + quoted(type) + ") IS NULL",
                "if(" + text(name) + " = '', " + kind(name) + ", " + cut(text(name)) + ")",
                "a whole number that fits " + type);
    }

    static Check objectIfThere(String name) {
        return new Check(
                name,
                isThere(name) + " AND JSONType(d, " + quoted(name) + ") != 'Object'",
                kind(name),
                "a JSON object");
    }

    static String list(List<String> words) {
        return words.stream().map(Json::quoted).collect(Collectors.joining(", ", "(", ")"));
    }

    static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
