package atelier.logs.stats;

import atelier.logs.clickhouse.ClickHouse;
import atelier.logs.clickhouse.Statement;
import atelier.logs.filter.Filter;
import atelier.logs.view.KafkaLogs;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts, from projection {@code p_minute}: a row for each minute, topic, type and status instead of one for each record.
 * Hence times are rounded outwards to whole minutes, and only topic, type and status can be filtered by.
 *
 * @param limit how many labels, the largest or for minutes the newest
 */
public record StatsQuery(By by, Filter filter, int limit) {

    private static final List<String> FILTERS = List.of("topic", "event_type", "status");

    /** @param now the end of the time that rates are about, when the filter names none */
    public Stats ask(ClickHouse clickhouse, Instant now) {
        List<Stat> found = new ArrayList<>(clickhouse.list(statement(clickhouse.database()), Stat::read));
        boolean cut = found.size() > limit;
        List<Stat> shown = cut ? found.subList(0, limit) : found;
        Instant first = found.stream().map(Stat::first).min(Instant::compareTo).orElse(now);
        Instant from = filter.since() == null || (cut && by == By.MINUTE) ? first : floor(filter.since());
        Instant to = filter.until() == null || filter.until().isAfter(now) ? now : ceiling(filter.until());
        return new Stats(by, by == By.MINUTE ? shown.reversed() : shown, from, to, cut);
    }

    /** One label more than is wanted tells that there are more. */
    public Statement statement(String database) {
        Statement.Builder values = new Statement.Builder();
        String label = by == By.MINUTE ? "toString(toUnixTimestamp(minute))" : "toString(" + by.column() + ")";
        String order = by == By.MINUTE ? "minute DESC" : "sum(c) DESC, " + by.column();
        String counted =
                "SELECT toStartOfMinute(event_time) AS minute, topic, event_type, status, count() AS c, sum(value_size) AS s\n  FROM `"
                        + database + "`." + KafkaLogs.NAME + where(values)
                        + "\n  GROUP BY minute, topic, event_type, status";
        return values.build(
                "SELECT " + label + ", toInt64(sum(c)), toInt64(sum(s)), toInt64(sumIf(c, status = 'failed')),"
                        + " toInt64(sumIf(c, status = 'invalid')), toInt64(toUnixTimestamp(min(minute))), toInt64(toUnixTimestamp(max(minute))),"
                        + " toInt64(sum(sum(c)) OVER ())\nFROM (\n  " + counted + "\n)\nGROUP BY " + by.column()
                        + "\nORDER BY " + order
                        + "\nLIMIT " + values.number("limit", limit + 1L));
    }

    private String where(Statement.Builder values) {
        List<String> parts = new ArrayList<>(filter.onlyBy(FILTERS, "the counts, which know topic, type and status")
                .sql(values));
        if (filter.since() != null) {
            parts.add("toStartOfMinute(event_time) >= " + values.time("since", floor(filter.since())));
        }
        if (filter.until() != null) {
            parts.add("toStartOfMinute(event_time) < " + values.time("until", ceiling(filter.until())));
        }
        return parts.isEmpty() ? "" : "\n  WHERE " + String.join("\n    AND ", parts);
    }

    private static Instant floor(Instant time) {
        return time.truncatedTo(ChronoUnit.MINUTES);
    }

    private static Instant ceiling(Instant time) {
        Instant minute = floor(time);
        return minute.equals(time) ? time : minute.plus(1, ChronoUnit.MINUTES);
    }
}
