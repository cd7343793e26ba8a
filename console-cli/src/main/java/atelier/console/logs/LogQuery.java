package atelier.console.logs;

import atelier.logs.clickhouse.Statement;
import java.time.Instant;
import java.time.ZoneId;

/** The newest rows that pass the filters, oldest of them first. */
record LogQuery(LogTable table, Filters filters, int limit) {

    /** Follows the table's sorting key (five minutes, topic, time, …) backwards, so that the newest rows are read first and only they. */
    private static final String NEWEST_FIRST = "toStartOfFiveMinutes(event_time) DESC, event_time DESC,"
            + " topic DESC, kafka_partition DESC, kafka_offset DESC";

    private static final String OLDEST_FIRST = "event_time, topic, kafka_partition, kafka_offset";

    /** @param shown how many bytes of key and value are wanted */
    Statement beginnings(int shown, Instant now, ZoneId zone) {
        Statement.Builder values = new Statement.Builder();
        values.number("shown", shown);
        return values.build(select(LogRow.BEGINNINGS, LogRow.COLUMNS, values, now, zone));
    }

    Statement whole(Instant now, ZoneId zone) {
        Statement.Builder values = new Statement.Builder();
        return values.build(select(WholeRow.WHOLE, WholeRow.COLUMNS, values, now, zone));
    }

    private String select(String expressions, String columns, Statement.Builder values, Instant now, ZoneId zone) {
        return "SELECT " + expressions + " FROM (SELECT " + columns + " FROM " + table.sqlName()
                + " WHERE " + filters.condition(values, now, zone)
                + " ORDER BY " + NEWEST_FIRST
                + " LIMIT " + values.number("limit", limit)
                + ") ORDER BY " + OLDEST_FIRST;
    }
}
