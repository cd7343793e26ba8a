package atelier.logs.view;

import atelier.logs.filter.BadFilter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A table that can be viewed. Its name and columns come from ClickHouse or from us: a name that is typed never gets into a statement.
 *
 * @param columns what all of a row is
 * @param brief what a line on a screen tells of it
 * @param filters the columns that can be filtered by
 * @param time the column that says when; null when there is none
 * @param newestFirst what to order by
 */
public record LogTable(
        String database,
        String name,
        List<LogColumn> columns,
        List<LogColumn> brief,
        List<String> filters,
        @Nullable String time,
        List<String> newestFirst) {

    /** In a statement. */
    public String sql() {
        return LogColumn.quoted(database) + "." + LogColumn.quoted(name);
    }

    /** Another table of the same database, one of ours, in a statement. */
    public String beside(String other) {
        return LogColumn.quoted(database) + "." + LogColumn.quoted(other);
    }

    /** The columns that were named, with commas between them. */
    public List<LogColumn> columns(String names) {
        return Arrays.stream(names.split(",", -1))
                .map(String::strip)
                .distinct()
                .map(this::column)
                .toList();
    }

    private LogColumn column(String word) {
        Optional<LogColumn> found = Stream.concat(columns.stream(), brief.stream())
                .filter(column -> column.name().equals(word))
                .findFirst();
        return found.orElseThrow(() -> new BadFilter(
                "columns",
                "\"" + word + "\" is not allowed: "
                        + columns.stream().map(LogColumn::name).collect(Collectors.joining(", "))));
    }
}
