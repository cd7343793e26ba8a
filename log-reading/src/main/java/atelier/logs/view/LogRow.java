package atelier.logs.view;

import atelier.logs.clickhouse.RowReader;
import atelier.logs.octets.Octets;
import java.util.ArrayList;
import java.util.List;

/** One row: a value for each of the columns that were asked for. */
public record LogRow(List<LogColumn> columns, List<Value> values) {

    public static LogRow read(List<LogColumn> columns, RowReader in) {
        List<Value> values = new ArrayList<>(columns.size());
        for (LogColumn column : columns) {
            values.add(column.read(in));
        }
        return new LogRow(columns, values);
    }

    /** The value of a column; absent when it was not asked for. */
    public Value get(String column) {
        for (int i = 0; i < values.size(); i++) {
            if (columns.get(i).name().equals(column)) {
                return values.get(i);
            }
        }
        return new Value.Absent();
    }

    public Octets octets(String column) {
        return get(column) instanceof Value.Bytes bytes ? bytes.octets() : Octets.of(text(column));
    }

    /** Of its texts; what else it has takes little room. */
    public long bytes() {
        return values.stream().mapToLong(LogRow::bytes).sum();
    }

    private static long bytes(Value value) {
        return switch (value) {
            case Value.Bytes bytes -> bytes.octets().size();
            case Value.Headers headers -> bytes(headers.pairs());
            case Value.Attributes attributes -> bytes(attributes.pairs());
            case Value.Absent _, Value.Word _, Value.Digits _, Value.Time _, Value.Flag _ -> 0;
        };
    }

    private static long bytes(List<Value.Pair> pairs) {
        long bytes = 0;
        for (Value.Pair pair : pairs) {
            Octets value = pair.value();
            bytes += pair.name().size() + (value == null ? 0 : value.size());
        }
        return bytes;
    }

    /** Texts that were cut to so many bytes end with a whole character, if they are text at all. */
    public LogRow withoutBrokenEnds(int cut) {
        return new LogRow(
                columns,
                values.stream()
                        .map(value -> value instanceof Value.Bytes bytes
                                        && bytes.octets().size() == cut
                                ? new Value.Bytes(bytes.octets().withoutBrokenEnd())
                                : value)
                        .toList());
    }

    /** Of a word, number or text; empty when there is none. */
    public String text(String column) {
        return switch (get(column)) {
            case Value.Word word -> word.text();
            case Value.Digits number -> number.text();
            case Value.Bytes bytes ->
                bytes.octets().text() == null
                        ? ""
                        : String.valueOf(bytes.octets().text());
            default -> "";
        };
    }
}
