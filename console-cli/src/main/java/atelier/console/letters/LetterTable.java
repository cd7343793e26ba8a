package atelier.console.letters;

import atelier.console.logs.Csv;
import atelier.console.logs.Format;
import atelier.console.session.Session;
import atelier.console.text.Column;
import atelier.console.text.Grid;
import atelier.console.text.Grid.Cell;
import atelier.console.text.Style;
import atelier.console.text.Visible;
import atelier.logs.octets.Json;
import atelier.logs.time.Stamp;
import java.time.ZoneId;
import java.util.List;

/** Dead letters for people and for programs. */
final class LetterTable {

    /** @param state that it is in, or what has become of it */
    record Line(Letter letter, String state) {}

    private LetterTable() {}

    static void print(List<Line> lines, Session session, ZoneId zone, Format format) {
        switch (format) {
            case TABLE -> {
                if (!lines.isEmpty()) {
                    grid(lines, session, zone).lines().forEach(session.out()::line);
                }
            }
            case JSON ->
                lines.forEach(line -> {
                    Json json = new Json();
                    line.letter().write(json);
                    session.out().line(json.toString());
                });
            case CSV -> csv(lines, session);
        }
        session.out().flush();
    }

    private static Grid grid(List<Line> lines, Session session, ZoneId zone) {
        Grid grid = new Grid(
                session.screen(),
                Column.left("CHANGED", Integer.MAX_VALUE),
                Column.left("TABLE", 10),
                Column.left("RECORD", Integer.MAX_VALUE),
                Column.left("STATE", Integer.MAX_VALUE),
                Column.right("TRIED"),
                Column.left("TYPE", 12),
                Column.left("REASON", 20));
        for (Line line : lines) {
            Letter letter = line.letter();
            grid.row(
                    new Cell(Stamp.brief(letter.changedAt(), zone), Style.DIM),
                    Cell.of(letter.table()),
                    Cell.of(letter.place()),
                    new Cell(line.state(), style(line.state())),
                    Cell.of(Long.toString(letter.attempts())),
                    new Cell(Visible.line(letter.eventType()), Style.CYAN),
                    Cell.of(line.state().equals("resolved") ? "" : letter.reason()));
        }
        return grid;
    }

    private static Style style(String state) {
        return switch (state) {
            case "open" -> Style.RED;
            case "retry" -> Style.YELLOW;
            case "resolved" -> Style.GREEN;
            default -> Style.DIM;
        };
    }

    private static void csv(List<Line> lines, Session session) {
        session.out()
                .line(
                        "changed_at,table,topic,topic_id,partition,offset,event_time,event_type,event_type_encoding,event_id,event_id_encoding,field,found,found_encoding,expected,state,attempts,changed_by,note");
        for (Line line : lines) {
            Letter letter = line.letter();
            session.out()
                    .line(String.join(
                            ",",
                            Stamp.utc(letter.changedAt()),
                            letter.table(),
                            letter.topic(),
                            letter.topicId(),
                            Long.toString(letter.partition()),
                            Long.toString(letter.offset()),
                            Stamp.utc(letter.eventTime()),
                            Csv.encoded(letter.eventType()),
                            Csv.encoded(letter.eventId()),
                            letter.field(),
                            Csv.encoded(letter.found()),
                            Csv.quoted(letter.expected()),
                            line.state(),
                            Long.toString(letter.attempts()),
                            Csv.quoted(letter.changedBy()),
                            Csv.quoted(letter.note())));
        }
    }
}
