package atelier.console.logs;

import atelier.console.session.Output;
import atelier.logs.octets.Json;
import atelier.logs.time.Stamp;
import atelier.logs.view.LogColumn;
import atelier.logs.view.LogRow;
import atelier.logs.view.RowJson;
import atelier.logs.view.Value;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Comma-separated values (RFC 4180, lines end with LF). A column that can hold any bytes is followed by one that says how they are
 * written: {@code text}, {@code base64}, or {@code null} when there is none, because most readers of CSV take null for empty.
 */
record CsvView(List<LogColumn> columns, Output out) implements View {

    @Override
    public void begin() {
        out.line(columns.stream()
                .map(column -> column.kind() == LogColumn.Kind.BYTES
                        ? Csv.quoted(column.name()) + "," + Csv.quoted(column.name() + "_encoding")
                        : Csv.quoted(column.name()))
                .collect(Collectors.joining(",")));
    }

    @Override
    public void row(LogRow row) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < columns.size(); i++) {
            line.append(i == 0 ? "" : ",")
                    .append(field(columns.get(i), row.values().get(i)));
        }
        out.line(line);
    }

    private static String field(LogColumn column, Value value) {
        Json json = new Json();
        return switch (value) {
            case Value.Absent _ -> column.kind() == LogColumn.Kind.BYTES ? ",null" : "";
            case Value.Bytes bytes -> Csv.encoded(bytes.octets());
            case Value.Word word -> Csv.quoted(word.text());
            case Value.Digits number -> number.text();
            case Value.Time time -> Stamp.utc(time.instant());
            case Value.Flag flag -> Boolean.toString(flag.set());
            case Value.Headers headers -> {
                RowJson.headers(json, headers.pairs());
                yield Csv.quoted(json.toString());
            }
            case Value.Attributes attributes -> {
                RowJson.attributes(json, attributes.pairs());
                yield Csv.quoted(json.toString());
            }
        };
    }
}
