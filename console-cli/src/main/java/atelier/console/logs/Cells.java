package atelier.console.logs;

import atelier.console.text.Column;
import atelier.console.text.Grid.Cell;
import atelier.console.text.Style;
import atelier.console.text.Visible;
import atelier.logs.octets.Json;
import atelier.logs.octets.Octets;
import atelier.logs.time.Stamp;
import atelier.logs.view.LogColumn;
import atelier.logs.view.RowJson;
import atelier.logs.view.Value;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;

/** How columns and values look on a screen. */
record Cells(ZoneId zone, boolean narrow) {

    private static final int NARROW_SCREEN = 120;

    static Cells on(int width, ZoneId zone) {
        return new Cells(zone, width < NARROW_SCREEN);
    }

    static Column column(LogColumn column) {
        String title =
                switch (column.name()) {
                    case "event_time" -> "TIME";
                    case "event_type" -> "TYPE";
                    default -> column.name().toUpperCase(Locale.ROOT);
                };
        return switch (column.kind()) {
            case TIME, FLAG -> Column.left(title, Integer.MAX_VALUE);
            case NUMBER -> Column.right(title);
            case WORD -> Column.left(title, column.name().equals("topic") ? 9 : Integer.MAX_VALUE);
            case BYTES ->
                switch (column.name()) {
                    case "event_type" -> Column.left(title, 12);
                    case "key", "event_id", "trace_id" -> Column.id(title, 9);
                    default -> Column.left(title, 20);
                };
            case HEADERS, ATTRIBUTES -> Column.left(title, 20);
        };
    }

    /** Of a column whose content is not known yet. */
    int usualWidth(LogColumn column) {
        return switch (column.kind()) {
            case TIME -> narrow ? 14 : 23;
            case NUMBER, FLAG -> 6;
            case WORD ->
                switch (column.name()) {
                    case "topic" -> 13;
                    case "at" -> 8;
                    case "status" -> 9;
                    default -> 12;
                };
            case BYTES ->
                switch (column.name()) {
                    case "event_type", "logger" -> 22;
                    case "key" -> 20;
                    case "level" -> 5;
                    default -> 16;
                };
            case HEADERS, ATTRIBUTES -> 20;
        };
    }

    Cell cell(LogColumn column, Value value) {
        return switch (value) {
            case Value.Absent _ ->
                new Cell(column.sources().contains("is_tombstone") ? "(tombstone)" : "null", Style.DIM);
            case Value.Bytes bytes -> bytes(column.name(), bytes.octets());
            case Value.Word word -> word(column.name(), word.text());
            case Value.Digits number -> Cell.of(number.text());
            case Value.Time time -> time(time.instant());
            case Value.Flag flag -> Cell.of(Boolean.toString(flag.set()));
            case Value.Headers headers -> {
                Json json = new Json();
                RowJson.headers(json, headers.pairs());
                yield Cell.of(Visible.line(json.toString()));
            }
            case Value.Attributes attributes -> {
                Json json = new Json();
                RowJson.attributes(json, attributes.pairs());
                yield Cell.of(Visible.line(json.toString()));
            }
        };
    }

    Cell time(Instant time) {
        return new Cell(narrow ? Stamp.brief(time, zone) : Stamp.full(time, zone), Style.DIM);
    }

    /** The missing and the empty look different from any text, by colour if there are colours, and from each other always. */
    private static Cell bytes(String column, Octets octets) {
        boolean content = column.equals("key") || column.equals("value");
        if (octets.size() == 0) {
            return content ? new Cell("(empty)", Style.DIM) : Cell.of("");
        }
        return new Cell(Visible.line(octets), column.equals("event_type") ? Style.CYAN : Style.PLAIN);
    }

    private static Cell word(String column, String text) {
        return switch (column) {
            case "status" -> status(text);
            case "at" -> new Cell(text, Style.DIM);
            default -> Cell.of(Visible.line(text));
        };
    }

    static Cell status(String status) {
        return new Cell(
                Visible.line(status),
                switch (status) {
                    case "success" -> Style.GREEN;
                    case "failed" -> Style.RED;
                    case "invalid" -> Style.YELLOW;
                    default -> Style.DIM;
                });
    }
}
