package atelier.logs.follow;

import atelier.logs.clickhouse.Statement;
import atelier.logs.filter.Filter;
import atelier.logs.view.LogColumn;
import atelier.logs.view.LogTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rows of some stretches that pass any of the filters, with the numbers of those that they pass. By time as far as the
 * offsets of each partition stay in order: a row comes no earlier than those before it in its partition, whatever their
 * clocks said.
 *
 * @param cut how many bytes of a text are wanted, null for all
 * @param floor where to begin to look
 */
record FollowQuery(
        LogTable table,
        List<LogColumn> columns,
        List<Filter> filters,
        @Nullable Integer cut,
        List<Stretch> stretches,
        Instant floor,
        int limit) {

    private static final List<String> ORDERED_BY =
            List.of("event_time", "topic", "topic_id", "kafka_partition", "kafka_offset");

    Statement statement() {
        Statement.Builder values = new Statement.Builder();
        String bytes = cut == null ? null : values.number("cut", cut);
        String shown = columns.stream().map(column -> column.selected(bytes)).collect(Collectors.joining(", "));
        String passes = passes(values);
        return values.build("SELECT " + shown + ", passes\nFROM (\n  SELECT " + sources() + ",\n    " + passes
                + " AS passes,\n    max(event_time) OVER (PARTITION BY topic_id, kafka_partition ORDER BY kafka_offset)"
                + " AS not_before\n  FROM " + table.sql() + "\n  WHERE " + String.join("\n    AND ", where(values))
                + "\n)\nORDER BY not_before, topic, topic_id, kafka_partition, kafka_offset\nLIMIT "
                + values.number("limit", limit));
    }

    /** An array of numbers. Only one filter is a condition by itself, which indexes understand. */
    private String passes(Statement.Builder values) {
        if (filters.size() == 1) {
            return "CAST([0] AS Array(UInt32))";
        }
        List<String> each = new ArrayList<>();
        for (Filter filter : filters) {
            List<String> parts = conditions(filter, values.within("f" + each.size() + "_"));
            each.add(parts.isEmpty() ? "true" : "ifNull(" + String.join(" AND ", parts) + ", false)");
        }
        return "CAST(arrayFilter((number, passed) -> passed, range(" + each.size() + "), [" + String.join(", ", each)
                + "]) AS Array(UInt32))";
    }

    private List<String> where(Statement.Builder values) {
        List<String> parts = new ArrayList<>();
        if (floor.isAfter(Instant.EPOCH)) {
            parts.add("ingested_at >= " + values.time("floor", floor));
        }
        parts.add(Stretch.sql(stretches, values));
        if (filters.size() == 1) {
            parts.addAll(conditions(filters.getFirst(), values));
        } else {
            parts.add("notEmpty(passes)");
        }
        return parts;
    }

    private List<String> conditions(Filter filter, Statement.Builder values) {
        return filter.onlyBy(table.filters(), table.name()).sql(values, "event_time");
    }

    private String sources() {
        Set<String> sources = new LinkedHashSet<>();
        columns.forEach(column -> sources.addAll(column.sources()));
        sources.addAll(ORDERED_BY);
        return sources.stream().map(LogColumn::quoted).collect(Collectors.joining(", "));
    }
}
