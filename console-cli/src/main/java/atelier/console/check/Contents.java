package atelier.console.check;

import atelier.console.text.Column;
import atelier.console.text.Grid;
import atelier.console.text.Grid.Cell;
import atelier.console.text.Screen;
import atelier.console.text.Size;
import atelier.logs.clickhouse.ClickHouse;
import atelier.logs.clickhouse.RowReader;
import atelier.logs.clickhouse.Statement;
import java.util.List;
import java.util.Optional;

/** What is stored in the database. */
record Contents(List<Table> tables) {

    /** @param bytes on disk, compressed */
    record Table(String name, String engine, long rows, long bytes, long parts) {
        private static Table read(RowReader in) {
            return new Table(in.text(), in.text(), in.int64(), in.int64(), in.int64());
        }
    }

    /** Milliseconds since 1970. */
    record Newest(long event, long ingested, long now) {}

    record Count(String status, long rows) {}

    static Contents of(ClickHouse clickhouse) {
        Statement.Builder values = new Statement.Builder();
        String database = values.text("of", clickhouse.database());
        return new Contents(clickhouse.list(
                values.build(
                        "SELECT name, engine, toInt64(ifNull(total_rows, 0)), toInt64(ifNull(total_bytes, 0)), toInt64(ifNull(parts, 0))"
                                + " FROM system.tables LEFT JOIN (SELECT table AS name, count() AS parts FROM system.parts"
                                + " WHERE active AND database = " + database + " GROUP BY table) AS p USING (name)"
                                + " WHERE database = " + database + " AND NOT startsWith(name, '.') ORDER BY name"),
                Table::read));
    }

    boolean has(String table) {
        return tables.stream().anyMatch(t -> t.name().equals(table));
    }

    Grid grid(Screen screen) {
        Grid grid = new Grid(
                screen,
                Column.left("TABLE", 12),
                Column.right("ROWS"),
                Column.right("SIZE"),
                Column.right("PARTS"),
                Column.left("ENGINE", 6));
        for (Table table : tables) {
            grid.row(
                    Cell.of(table.name()),
                    Cell.of(Long.toString(table.rows())),
                    Cell.of(Size.of(table.bytes())),
                    Cell.of(Long.toString(table.parts())),
                    Cell.of(table.engine()));
        }
        return grid;
    }

    /** Empty when the table is. The time is ClickHouse's own, so that a clock that is wrong here does no harm. */
    static Optional<Newest> newest(ClickHouse clickhouse) {
        return clickhouse
                .list(
                        Statement.of(
                                "SELECT toUnixTimestamp64Milli(max(event_time)), toUnixTimestamp64Milli(max(ingested_at)),"
                                        + " toUnixTimestamp64Milli(now64(3)) FROM kafka_logs HAVING count() > 0"),
                        in -> new Newest(in.int64(), in.int64(), in.int64()))
                .stream()
                .findFirst();
    }

    static List<Count> byStatus(ClickHouse clickhouse) {
        return clickhouse.list(
                Statement.of(
                        "SELECT toString(status), toInt64(count()) FROM kafka_logs GROUP BY status ORDER BY count() DESC"),
                in -> new Count(in.text(), in.int64()));
    }
}
