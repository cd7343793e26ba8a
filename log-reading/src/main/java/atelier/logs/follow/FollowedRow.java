package atelier.logs.follow;

import atelier.logs.clickhouse.RowReader;
import atelier.logs.view.LogColumn;
import atelier.logs.view.LogRow;
import atelier.logs.view.LogTable;
import atelier.logs.view.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A row and where it stands in Kafka.
 *
 * @param time its {@code event_time}
 * @param passes the numbers of the filters that it passes, of those that were asked for
 */
public record FollowedRow(LogRow row, Partition partition, long offset, Instant time, List<Integer> passes) {

    private static final List<String> PLACE = List.of("topic_id", "kafka_partition", "kafka_offset", "event_time");

    /** What is to be read of a row of which these columns are to be shown. */
    static List<LogColumn> read(LogTable table, List<LogColumn> shown) {
        List<LogColumn> columns = new ArrayList<>(shown);
        columns.addAll(table.columns(String.join(",", PLACE)));
        return List.copyOf(columns);
    }

    /** @param columns those of {@link #read(LogTable, List)} */
    static FollowedRow read(List<LogColumn> columns, RowReader in) {
        int shown = columns.size() - PLACE.size();
        LogRow all = LogRow.read(columns, in);
        LogRow place =
                new LogRow(columns.subList(shown, columns.size()), all.values().subList(shown, columns.size()));
        return new FollowedRow(
                new LogRow(columns.subList(0, shown), all.values().subList(0, shown)),
                new Partition(UUID.fromString(place.text("topic_id")), Long.parseLong(place.text("kafka_partition"))),
                Long.parseLong(place.text("kafka_offset")),
                place.get("event_time") instanceof Value.Time time ? time.instant() : Instant.EPOCH,
                List.of());
    }

    /** As {@link FollowQuery} answers. */
    static FollowedRow matched(List<LogColumn> columns, RowReader in) {
        FollowedRow read = read(columns, in);
        List<Integer> passes = in.array(() -> (int) in.uint32());
        return new FollowedRow(read.row, read.partition, read.offset, read.time, List.copyOf(passes));
    }
}
