package atelier.console.logs;

import atelier.console.clickhouse.Waiting;
import atelier.console.session.Session;
import atelier.logs.clickhouse.ClickHouse;
import atelier.logs.clickhouse.Refused;
import atelier.logs.clickhouse.Trouble;
import atelier.logs.filter.Filter;
import atelier.logs.follow.Batch;
import atelier.logs.follow.FollowedRow;
import atelier.logs.follow.Following;
import java.util.List;

/** Shows the newest rows of a table and then what comes, until it is interrupted. */
final class Live {

    /** Between two looks, while rows come. */
    private static final long BUSY_MILLIS = 100;

    /** Between two looks, when none has come for a while. */
    private static final long IDLE_MILLIS = 500;

    /** Between two tries while ClickHouse is away, at most. */
    private static final long AWAY_MILLIS = 5_000;

    /** Kept in memory before it is shown. */
    private static final long HISTORY_BYTES = 32 << 20;

    private final Session session;
    private final ClickHouse clickhouse;
    private final View view;
    private final Following following;
    private final Filter filter;
    private boolean away;
    private long pause = BUSY_MILLIS;

    Live(Session session, ClickHouse clickhouse, View view, Following following, Filter filter) {
        this.session = session;
        this.clickhouse = clickhouse;
        this.view = view;
        this.following = following;
        this.filter = filter;
    }

    /** Returns when its thread is interrupted; Ctrl-C ends the process. */
    void run(int history) {
        view.begin();
        try (Waiting _ = Waiting.on(clickhouse, session)) {
            Following.Size newest = new Following.Size(history, HISTORY_BYTES);
            show(following.history(clickhouse, filter, newest, following.end(clickhouse)));
        }
        boolean more = false;
        while (more || paused()) {
            more = look();
        }
    }

    private boolean look() {
        try {
            Batch batch = following.next(clickhouse, List.of(filter), following.end(clickhouse));
            if (away) {
                session.note("ClickHouse is back");
                away = false;
                pause = BUSY_MILLIS;
            }
            pause = batch.rows().isEmpty() ? Math.min(pause * 3 / 2, IDLE_MILLIS) : BUSY_MILLIS;
            show(batch);
            return batch.more();
        } catch (Refused e) {
            if (e.unknownTable() || e.unknownDatabase()) {
                throw e;
            }
            // Cancelled: Ctrl-C takes the question with it, and the process ends on its own.
            wait(e.cancelled() ? "" : e.line());
        } catch (Trouble e) {
            wait(e.line());
        }
        return false;
    }

    private void wait(String why) {
        if (!away && !why.isEmpty()) {
            session.note(why + "; goes on where it stopped when ClickHouse is back");
            away = true;
        }
        pause = Math.min(pause * 2, AWAY_MILLIS);
    }

    private void show(Batch batch) {
        for (FollowedRow row : batch.rows()) {
            view.row(row.row());
        }
        view.end();
        session.out().flush();
    }

    private boolean paused() {
        try {
            Thread.sleep(pause);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
