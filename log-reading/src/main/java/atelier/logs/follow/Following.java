package atelier.logs.follow;

import atelier.logs.clickhouse.ClickHouse;
import atelier.logs.filter.Filter;
import atelier.logs.view.LogColumn;
import atelier.logs.view.LogQuery;
import atelier.logs.view.LogTable;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a table from where a reader is: each row that passes a filter once. What fails can be asked again and has changed
 * nothing. Not safe for threads.
 */
public final class Following {

    /**
     * Of one batch; what is there beyond comes with the next.
     *
     * @param bytes of texts; exceeded by one row at most
     */
    public record Size(int rows, long bytes) {}

    /** Offsets of each partition that are looked through at a time: more while few rows come of them, fewer while many do. */
    private static final long USUAL_SPAN = 2_000;

    private static final long WIDEST_SPAN = 100_000_000;

    private final LogTable table;
    private final List<LogColumn> columns;
    private final @Nullable Integer cut;
    private final Size most;
    private final Ledger ledger;
    private Position position = Position.START;
    private long span = USUAL_SPAN;

    /**
     * @param cut how many bytes of a text are wanted, null for all
     * @throws IllegalArgumentException if the table cannot be followed
     */
    public Following(LogTable table, List<LogColumn> shown, @Nullable Integer cut, Size most) {
        this.table = table;
        this.columns = FollowedRow.read(table, shown);
        this.cut = cut;
        this.most = most;
        this.ledger = new Ledger(table);
    }

    /** Whether it is a table of which is known how far it goes: log-ingest's, with the places of its rows in Kafka. */
    public static boolean possible(LogTable table) {
        return Ledger.isKeptOf(table);
    }

    public Position position() {
        return position;
    }

    /** To go on from there. */
    public void goTo(Position other) {
        position = other;
    }

    /** How far the table goes now. */
    public Position end(ClickHouse clickhouse) {
        return ledger.end(clickhouse);
    }

    /**
     * The newest rows up to an end that was asked for before, and from now on only what comes after it: a row that became
     * visible between the two questions is left to the next batch.
     *
     * @param newest how many; of more bytes than that the older ones are left out
     */
    public Batch history(ClickHouse clickhouse, Filter filter, Size newest, Position end) {
        Deque<FollowedRow> rows = new ArrayDeque<>();
        if (newest.rows() > 0) {
            LogQuery query = new LogQuery(table, columns, filter, newest.rows(), cut, null);
            clickhouse.query(query.newestLast(), in -> {
                long bytes = 0;
                while (in.next()) {
                    FollowedRow row = FollowedRow.read(columns, in);
                    if (end.covers(row.partition(), row.offset())) {
                        rows.add(row);
                        bytes += row.row().bytes();
                    }
                    while (bytes > newest.bytes() && rows.size() > 1) {
                        bytes -= rows.remove().row().bytes();
                    }
                }
            });
        }
        position = end;
        return new Batch(inOrder(rows), Instant.EPOCH, end, false);
    }

    /** What lies between here and that end, or some of it: the rows that pass any of the filters. */
    public Batch next(ClickHouse clickhouse, List<Filter> filters, Position end) {
        Instant floor = position.floor();
        List<Stretch> ahead = position.to(end, span);
        if (ahead.isEmpty()) {
            position = position.withFloorOf(end);
            return new Batch(List.of(), floor, position, false);
        }
        List<FollowedRow> rows = new ArrayList<>();
        if (read(clickhouse, filters, ahead, rows)) {
            span = Math.min(span * 2, WIDEST_SPAN);
            position = position.after(ahead);
        } else {
            span = Math.max(1, span / 2);
            position = position.after(rows.stream()
                    .map(row -> new Stretch(row.partition(), -1, row.offset()))
                    .toList());
        }
        boolean more = !position.reaches(end);
        position = more ? position : position.withFloorOf(end);
        return new Batch(rows, floor, position, more);
    }

    /** @return whether these are all rows; if not, all that are missing come after them */
    private boolean read(ClickHouse clickhouse, List<Filter> filters, List<Stretch> ahead, List<FollowedRow> into) {
        boolean known = ahead.stream().allMatch(stretch -> stretch.above() >= 0);
        Instant floor = known || ledger.tellsNewPartitionsAtOnce() ? position.floor() : Instant.EPOCH;
        FollowQuery query = new FollowQuery(table, columns, filters, cut, ahead, floor, most.rows());
        boolean[] whole = {true};
        clickhouse.query(query.statement(), in -> {
            long bytes = 0;
            while (in.next()) {
                if (bytes > most.bytes()) {
                    whole[0] = false;
                    return;
                }
                FollowedRow row = FollowedRow.matched(columns, in);
                bytes += row.row().bytes();
                into.add(row);
            }
        });
        return whole[0] && into.size() < most.rows();
    }

    /** By time, but no row before one of its partition with a lower offset: as {@link FollowQuery} orders them. */
    private static List<FollowedRow> inOrder(Collection<FollowedRow> rows) {
        record Timed(FollowedRow row, Instant notBefore) {}
        Map<Partition, Instant> latest = new HashMap<>();
        return rows.stream()
                .sorted(Comparator.comparing(FollowedRow::partition).thenComparingLong(FollowedRow::offset))
                .map(row -> new Timed(
                        row,
                        latest.merge(row.partition(), row.time(), (one, other) -> one.isAfter(other) ? one : other)))
                .sorted(Comparator.comparing(Timed::notBefore))
                .map(Timed::row)
                .toList();
    }
}
