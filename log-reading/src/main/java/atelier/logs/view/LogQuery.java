package atelier.logs.view;

import atelier.logs.clickhouse.Statement;
import atelier.logs.filter.BadFilter;
import atelier.logs.filter.Filter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The newest rows of a table that pass the filter.
 *
 * @param cut how many bytes of a text are wanted, null for all
 * @param before where to go on, null for the newest
 */
public record LogQuery(
        LogTable table,
        List<LogColumn> columns,
        Filter filter,
        int limit,
        @Nullable Integer cut,
        @Nullable Cursor before) {

    /**
     * Without the first, every part of the table is read ahead to be merged, most of it in vain (twenty rows of ten million
     * took four million to find, now some hundred thousand); the second stops it sooner.
     */
    public static final String NEWEST_AND_NO_MORE = "\nSETTINGS read_in_order_use_buffering = 0, max_block_size = 8192";

    /** For people, who read downwards. */
    public Statement newestLast() {
        return statement("");
    }

    /** For programs, which go on where they were. */
    public Statement newestFirst() {
        return statement(" DESC");
    }

    private Statement statement(String direction) {
        Statement.Builder values = new Statement.Builder();
        String limitOfBytes = cut == null ? null : values.number("cut", cut);
        String expressions =
                columns.stream().map(column -> column.selected(limitOfBytes)).collect(Collectors.joining(", "));
        String inner = "SELECT " + String.join(", ", sources()) + "\n  FROM " + table.sql() + where(values)
                + order(" DESC", "\n  ") + "\n  LIMIT " + values.number("limit", limit);
        return values.build(
                "SELECT " + expressions + "\nFROM (\n  " + inner + "\n)" + order(direction, "\n") + NEWEST_AND_NO_MORE);
    }

    private List<String> sources() {
        List<String> sources = new ArrayList<>();
        columns.forEach(column -> sources.addAll(column.sources()));
        // What the outer query orders by.
        table.columns().stream()
                .filter(column -> table.newestFirst().contains(column.sql())
                        || column.name().equals(table.time()))
                .forEach(column -> sources.add(column.name()));
        return sources.stream().distinct().map(LogColumn::quoted).toList();
    }

    private String where(Statement.Builder values) {
        filter.onlyBy(table.filters(), table.name());
        List<String> parts = new ArrayList<>(time(values));
        if (before != null) {
            parts.add(before.sql(values));
        }
        if (parts.isEmpty() && table.time() != null) {
            // Always true. Without any condition ClickHouse reads whole values of all rows that it looks at, not only
            // of those it shows.
            parts.add(LogColumn.quoted(table.time()) + " >= " + values.time("ever", Instant.EPOCH));
        }
        return parts.isEmpty() ? "" : "\n  WHERE " + String.join("\n    AND ", parts);
    }

    private List<String> time(Statement.Builder values) {
        if (table.time() != null) {
            return filter.sql(values, LogColumn.quoted(table.time()));
        }
        if (filter.hasTime()) {
            throw new BadFilter(
                    filter.since() == null ? "until" : "since", "cannot be used: " + table.name() + " has no time");
        }
        return filter.sql(values);
    }

    private String order(String direction, String indent) {
        return table.newestFirst().isEmpty()
                ? ""
                : table.newestFirst().stream()
                        .map(expression -> expression + direction)
                        .collect(Collectors.joining(", ", indent + "ORDER BY ", ""));
    }
}
