package atelier.console.letters;

import atelier.console.logs.Csv;
import atelier.console.logs.Format;
import atelier.console.session.Session;
import atelier.console.session.Typed;
import atelier.console.text.Column;
import atelier.console.text.Grid;
import atelier.console.text.Grid.Cell;
import atelier.console.text.Visible;
import atelier.logs.clickhouse.ClickHouse;
import atelier.logs.clickhouse.Statement;
import atelier.logs.octets.Json;
import atelier.logs.octets.Octets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/** How many dead letters have something in common. */
record Count(String table, Octets label, long letters) {

    /** What they have in common, beside the table. */
    enum By {
        /** Each producer's mistake once, with one of the values that it was found with; of values that are no object also which kind they are. */
        REASON(
                "concat(toString(field), ': ', min(found), if(uniqExact(found) > 1, concat(' (one of ', toString(uniqExact(found)), ')'), ''),"
                        + " '; expected ', toString(expected))",
                "field, expected, if(field = 'value', substringIndex(found, ':', 1), '')"),
        TABLE("''", "label"),
        TOPIC("toString(topic)", "label"),
        STATE("toString(state)", "label");

        private final String label;
        private final String groups;

        By(String label, String groups) {
            this.label = label;
            this.groups = groups;
        }

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        private static List<String> words() {
            return Arrays.stream(values()).map(By::word).toList();
        }
    }

    static By by(String word) {
        return By.valueOf(new Typed("--by", word).oneOf(By.words()).toUpperCase(Locale.ROOT));
    }

    static List<Count> of(ClickHouse clickhouse, Statement.Builder values, String where, By by, int limit) {
        return clickhouse.list(
                values.build("SELECT target_table, " + by.label + " AS label, toInt64(count()) AS letters FROM "
                        + Letter.TABLE + " FINAL WHERE " + where
                        + " GROUP BY target_table, " + by.groups + " ORDER BY letters DESC, target_table, label LIMIT "
                        + values.number("limit", limit)),
                in -> new Count(in.text(), in.string(), in.int64()));
    }

    static void print(List<Count> counts, By by, Session session, Format format) {
        boolean labelled = by != By.TABLE;
        switch (format) {
            case TABLE -> table(counts, by, session);
            case JSON ->
                counts.forEach(count -> {
                    Json json = new Json().open('{').name("table").text(count.table);
                    if (labelled) {
                        json.field(by.word(), count.label);
                    }
                    session.out()
                            .line(json.name("letters")
                                    .number(count.letters)
                                    .close('}')
                                    .toString());
                });
            case CSV -> {
                String name = by.word();
                session.out().line("table," + (labelled ? name + "," + name + "_encoding," : "") + "letters");
                counts.forEach(count -> session.out()
                        .line(count.table + "," + (labelled ? Csv.encoded(count.label) + "," : "") + count.letters));
            }
        }
        session.out().flush();
        if (counts.isEmpty()) {
            session.note("no dead letter matches");
        }
    }

    private static void table(List<Count> counts, By by, Session session) {
        if (counts.isEmpty()) {
            return;
        }
        Grid grid = by == By.TABLE
                ? new Grid(session.screen(), Column.right("LETTERS"), Column.left("TABLE", 12))
                : new Grid(
                        session.screen(),
                        Column.right("LETTERS"),
                        Column.left("TABLE", 12),
                        Column.left(by.name(), 20));
        for (Count count : counts) {
            Cell letters = Cell.of(Long.toString(count.letters));
            if (by == By.TABLE) {
                grid.row(letters, Cell.of(count.table));
            } else {
                grid.row(letters, Cell.of(count.table), Cell.of(Visible.line(count.label)));
            }
        }
        grid.lines().forEach(session.out()::line);
    }

    /** For shell completion. */
    static final class Words implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return By.words().iterator();
        }
    }
}
