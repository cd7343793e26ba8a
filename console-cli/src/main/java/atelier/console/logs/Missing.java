package atelier.console.logs;

import atelier.logs.clickhouse.ClickHouse;
import atelier.logs.clickhouse.Refused;
import atelier.logs.clickhouse.RowReader;
import atelier.logs.clickhouse.Statement;
import atelier.logs.clickhouse.Trouble;
import java.util.List;

/** Says what there is instead, when a table or the database is not there. */
final class Missing {

    private Missing() {}

    static Trouble explained(Refused refused, ClickHouse clickhouse, LogTable table) {
        if (refused.unknownDatabase()) {
            return new Trouble("there is no database " + clickhouse.database() + " at " + clickhouse.address()
                    + " yet; log-ingest creates it when it starts (make run), or set CLICKHOUSE_DATABASE");
        }
        return refused.unknownTable() ? absent(clickhouse, table, tables(clickhouse)) : refused;
    }

    /** A table that has a name but no view yet. */
    static Trouble notShown(ClickHouse clickhouse, LogTable table) {
        try {
            List<String> tables = tables(clickhouse);
            return tables.contains(table.sqlName())
                    ? new Trouble(table.sqlName() + " cannot be shown yet, only kafka_logs can")
                    : absent(clickhouse, table, tables);
        } catch (Refused e) {
            return explained(e, clickhouse, table);
        }
    }

    private static Trouble absent(ClickHouse clickhouse, LogTable table, List<String> tables) {
        return new Trouble("there is no table " + table.sqlName() + " in database " + clickhouse.database() + " yet; "
                + (tables.isEmpty()
                        ? "it has no tables: log-ingest creates them when it starts (make run)"
                        : "there is " + String.join(", ", tables)));
    }

    private static List<String> tables(ClickHouse clickhouse) {
        Statement.Builder values = new Statement.Builder();
        return clickhouse.list(
                values.build("SELECT name FROM system.tables WHERE database = "
                        + values.text("of", clickhouse.database()) + " AND NOT startsWith(name, '.') ORDER BY name"),
                RowReader::text);
    }
}
