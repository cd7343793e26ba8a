package atelier.logs.story;

import atelier.logs.clickhouse.ClickHouse;
import atelier.logs.clickhouse.Statement;
import atelier.logs.filter.Filter;
import atelier.logs.view.KafkaLogs;
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
        if (!requests.isEmpty()) {
            List<String> asked = more ? requests.subList(0, MOST_REQUESTS) : requests;
            clickhouse
                    .list(together(asked, clickhouse.database()), Step::read)
                    .forEach(step -> steps.putIfAbsent(step.place(), step));
        }
        // What names the id comes first here, and the newest of it before the rest, so that is what stays.
        List<Step> kept = steps.values().stream().limit(limit).toList();
        return Story.of(kept, more || steps.size() > limit);
    }

    /** Two searches put together, because an index helps with AND but not with OR. */
    public Statement naming(String database) {
        Statement.Builder values = new Statement.Builder();
        String place = values.text("id", id);
        values.number("cut", cut);
        return values.build(search("has(ids, " + place + ")", values, database) + "\nUNION ALL\n"
                + search("event_id = " + place, values, database));
    }

    Statement together(List<String> requests, String database) {
        Statement.Builder values = new Statement.Builder();
        List<String> places = new ArrayList<>();
        values.number("cut", cut);
        for (String request : requests) {
            places.add(values.text("request" + places.size(), request));
        }
        return values.build(search("hasAny(ids, [" + String.join(", ", places) + "])", values, database));
    }

    private String search(String condition, Statement.Builder values, String database) {
        String where = filter
                .onlyBy(List.of("topic", "event_type", "status", "key", "value", "event_id", "trace_id"), "a story")
                .sql(values, "event_time")
                .stream()
                .map(part -> " AND " + part)
                .collect(Collectors.joining());
        return "SELECT " + Step.EXPRESSIONS + "\nFROM (\n  SELECT " + Step.SOURCES + "\n  FROM `" + database + "`."
                + KafkaLogs.NAME + "\n  WHERE " + condition + where + "\n " + NEWEST_FIRST + "\n  LIMIT "
                + values.number("limit", limit + 1L) + "\n)";
    }
}
