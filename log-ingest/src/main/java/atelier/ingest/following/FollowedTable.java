package atelier.ingest.following;

import atelier.logs.clickhouse.ClickHouse;
import atelier.logs.clickhouse.Trouble;
import atelier.logs.filter.Filter;
import atelier.logs.follow.Batch;
import atelier.logs.follow.FollowedRow;
import atelier.logs.follow.Following;
import atelier.logs.follow.Position;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A table that is followed: a thread looks for what is new, with the filters of all followers in one question, so that the
 * store decides who gets what. At rest, without followers, it asks nothing.
 */
final class FollowedTable implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FollowedTable.class);

    private static final long BUSY_MILLIS = 100;

    /** For so long after the last rows more are likely: INSERTs come half a second apart. */
    private static final long BUSY_FOR_NANOS = 2_000_000_000;

    private static final long IDLE_MILLIS = 500;
    private static final long AWAY_MILLIS = 5_000;

    private final String name;
    private final ClickHouse clickhouse;
    private final Following following;
    private final Audience audience;
    private final FollowReport report;
    private final int cut;

    private boolean away;
    private long rowsAt = System.nanoTime();

    FollowedTable(
            String name, ClickHouse clickhouse, Following following, int cut, Recent recent, FollowReport report) {
        this.name = name;
        this.clickhouse = clickhouse;
        this.following = following;
        this.cut = cut;
        this.audience = new Audience(recent);
        this.report = report;
        Thread.ofPlatform().daemon().name("follow-" + name).start(this::run);
    }

    Audience audience() {
        return audience;
    }

    /** Up to where a newcomer has to read before it can join. */
    Position target() {
        Position now = audience.position();
        return now != null ? now : audience.begin(following.end(clickhouse));
    }

    private void run() {
        long pause = BUSY_MILLIS;
        boolean more = false;
        while (more || paused(pause)) {
            try {
                Batch batch = look();
                more = batch.more();
                pause = isBusy(batch) ? BUSY_MILLIS : Math.min(pause * 3 / 2, IDLE_MILLIS);
                away = false;
            } catch (Trouble e) {
                more = false;
                pause = Math.min(pause * 2, AWAY_MILLIS);
                if (!away) {
                    LOG.warn("Followers of {} wait: {}", name, e.line());
                }
                away = true;
            } catch (RuntimeException e) {
                more = false;
                pause = AWAY_MILLIS;
                LOG.error("Looking for what is new in {} failed and is tried again", name, e);
            }
        }
    }

    private boolean isBusy(Batch batch) {
        if (!batch.rows().isEmpty()) {
            rowsAt = System.nanoTime();
        }
        return System.nanoTime() - rowsAt < BUSY_FOR_NANOS;
    }

    private Batch look() {
        List<Wish> asked = audience.look();
        List<Follower> all = List.of();
        try {
            report.looked();
            Position here = target();
            following.goTo(here);
            List<Filter> filters = asked.stream().map(Wish::filter).toList();
            Batch batch = filters.isEmpty()
                    ? new Batch(List.of(), here.floor(), here, false)
                    : following.next(clickhouse, filters, following.end(clickhouse));
            all = audience.keep(entries(batch, asked), batch.end());
            return batch;
        } finally {
            audience.looked();
            all.forEach(Follower::drain);
        }
    }

    private List<Recent.Entry> entries(Batch batch, List<Wish> asked) {
        List<Recent.Entry> entries = new ArrayList<>();
        List<String> cursors = batch.cursors();
        for (int i = 0; i < batch.rows().size(); i++) {
            FollowedRow row = batch.rows().get(i);
            List<Wish> passed = row.passes().stream().map(asked::get).toList();
            entries.add(new Recent.Entry(Sent.Row.of(row, cut, cursors.get(i)), passed));
        }
        return entries;
    }

    private boolean paused(long millis) {
        try {
            return audience.await(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        audience.close();
    }
}
