package atelier.logs.story;

import atelier.logs.clickhouse.ClickHouse;
import atelier.logs.clickhouse.Statement;
import atelier.logs.filter.Filter;
import atelier.logs.view.KafkaLogs;
import atelier.logs.view.LogQuery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Everything around an id, in two questions: which records name it, as key, subject, event, trace, correlation or as an id in the value;
 * and what else came of the requests that led to those. Both are answered by Bloom filters ({@code ix_ids}, {@code ix_event_id}).
 *
 * @param filter narrows down both; most often the time
 * @param limit of records, the newest
 * @param cut how many bytes of a value are wanted
 */
public record StoryQuery(String id, Filter filter, int limit, int cut) {

    /** Requests beyond these are left out, which counts as cut: a filter that is asked for hundreds of ids says yes everywhere. */
    private static final int MOST_REQUESTS = 50;

    private static final String NEWEST_FIRST =
            " ORDER BY toStartOfFiveMinutes(event_time) DESC, event_time DESC, topic DESC, kafka_partition DESC, kafka_offset DESC";

    public Story ask(ClickHouse clickhouse) {
        Map<String, Step> steps = new LinkedHashMap<>();
        List<Step> named = clickhouse.list(naming(clickhouse.database()), Step::read);
        named.stream()
                .sorted(Comparator.comparing(Step::time).reversed())
                .forEach(step -> steps.putIfAbsent(step.place(), step));
        List<String> requests = steps.values().stream()
                .map(Step::correlation)
                .filter(request -> !request.isEmpty() && !request.equals(id))
                .distinct()
                .toList();
        boolean more = requests.size() > MOST_REQUESTS;
        // What names the id comes first here, and the newest of it before the rest, so that is what stays: when it is
        // enough, nobody asks for the rest.
        if (!requests.isEmpty() && steps.size() <= limit) {
            List<String> asked = more ? requests.subList(0, MOST_REQUESTS) : requests;
            clickhouse
                    .list(together(asked, clickhouse.database()), Step::read)
                    .forEach(step -> steps.putIfAbsent(step.place(), step));
        }
        List<Step> kept = steps.values().stream().limit(limit).toList();
        return Story.of(kept, more || steps.size() > limit);
    }

    /** The records that name the id. */
    public Statement naming(String database) {
        Statement.Builder values = new Statement.Builder();
        return search(named(values), values, database);
    }

    /** What else came of the requests. The index understands {@code hasAny}, but that compares each id with each. */
    Statement together(List<String> requests, String database) {
        Statement.Builder values = new Statement.Builder();
        List<String> places = new ArrayList<>();
        for (String request : requests) {
            places.add(values.text("request" + places.size(), request));
        }
        String any = String.join(", ", places);
        return search(
                "indexHint(hasAny(ids, [" + any + "])) AND arrayExists(id -> id IN (" + any + "), ids) AND NOT "
                        + named(values),
                values,
                database);
    }

    /** Indexes help with OR since ClickHouse 25.12, and only as long as they have the same GRANULARITY: with others nearly all rows were read. */
    private String named(Statement.Builder values) {
        String place = values.text("id", id);
        return "(has(ids, " + place + ") OR event_id = " + place + ")";
    }

    private Statement search(String condition, Statement.Builder values, String database) {
        String where = filter
                .onlyBy(List.of("topic", "event_type", "status", "key", "value", "event_id", "trace_id"), "a story")
                .sql(values, "event_time")
                .stream()
                .map(part -> " AND " + part)
                .collect(Collectors.joining());
        values.number("cut", cut);
        return values.build(
                "SELECT " + Step.EXPRESSIONS + "\nFROM (\n  SELECT " + Step.SOURCES + "\n  FROM `" + database
                        + "`." + KafkaLogs.NAME + "\n  WHERE " + condition + where + "\n " + NEWEST_FIRST + "\n  LIMIT "
                        + values.number("limit", limit + 1L) + "\n)" + LogQuery.NEWEST_AND_NO_MORE);
    }
}
