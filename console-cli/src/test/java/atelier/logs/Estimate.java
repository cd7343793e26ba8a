package atelier.logs;

import atelier.logs.clickhouse.ClickHouse;
import atelier.logs.clickhouse.RowReader;
import atelier.logs.clickhouse.Statement;

/** What ClickHouse means to read, without reading it. */
public final class Estimate {
    private Estimate() {}

    /** Of all tables, parts and projections that the statement reads. */
    public static long rows(ClickHouse clickhouse, Statement statement) {
        return clickhouse.one(
                new Statement(
                        "SELECT toInt64(sum(rows)) FROM (EXPLAIN ESTIMATE " + statement.sql() + ")",
                        statement.parameters()),
                RowReader::int64);
    }
}
