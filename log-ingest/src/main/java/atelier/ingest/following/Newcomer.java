package atelier.ingest.following;

import atelier.logs.clickhouse.ClickHouse;
import atelier.logs.filter.Filter;
import atelier.logs.follow.Batch;
import atelier.logs.follow.Following;
import atelier.logs.follow.Position;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads for one follower alone, until it is where the others are. Used by one thread at a time. */
final class Newcomer {

    private final FollowedTable table;
    private final ClickHouse clickhouse;
    private final Following following;
    private final Filter filter;
    private final int cut;
    private boolean more = true;

    Newcomer(FollowedTable table, ClickHouse clickhouse, Following following, Filter filter, int cut) {
        this.table = table;
        this.clickhouse = clickhouse;
        this.following = following;
        this.filter = filter;
        this.cut = cut;
    }

    Audience audience() {
        return table.audience();
    }

    /** The newest rows there are. */
    List<Sent.Row> history(Following.Size newest) {
        Batch batch = following.history(clickhouse, filter, newest, table.target());
        more = batch.more();
        return rows(batch);
    }

    /** Begins behind a row that was given before, by this or another instance. */
    List<Sent.Row> resume(Position position) {
        following.goTo(position.within(following.end(clickhouse)));
        return read();
    }

    List<Sent.Row> read() {
        Batch batch = following.next(clickhouse, List.of(filter), table.target());
        more = batch.more();
        return rows(batch);
    }

    /** @return null if there is something to be read before */
    @Nullable
    Seat join(Follower follower) {
        return more ? null : table.audience().join(follower, filter, following.position());
    }

    private List<Sent.Row> rows(Batch batch) {
        List<String> cursors = batch.cursors();
        List<Sent.Row> rows = new ArrayList<>();
        for (int i = 0; i < cursors.size(); i++) {
            rows.add(Sent.Row.of(batch.rows().get(i), cut, cursors.get(i)));
        }
        return rows;
    }
}
