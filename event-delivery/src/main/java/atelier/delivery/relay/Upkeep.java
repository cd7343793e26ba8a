package atelier.delivery.relay;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What every instance does about the outbox beside publishing: makes days, drops days, counts what waits. For one thread; its results may be read by others. */
final class Upkeep {
    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
    private static final Duration DAYS_EVERY = Duration.ofMinutes(10);
    private static final Duration SILENCE = Duration.ofSeconds(60);

    private final ConnectionSource database;
    private final Duration keep;
    private long daysDueNanos = System.nanoTime();
    private @Nullable Snapshot lowerBound;
    private volatile LocalDate readyUntil = LocalDate.EPOCH;
    private volatile Backlog backlog = Backlog.NONE;

    Upkeep(ConnectionSource database, Duration keep) {
        this.database = database;
        this.keep = keep;
    }

    /** True while today and tomorrow can be appended to. */
    boolean daysReady() {
        return !LocalDate.now(ZoneOffset.UTC).plusDays(1).isAfter(readyUntil);
    }

    Backlog backlog() {
        return backlog;
    }

    /**
     * One round.
     *
     * @param stored the last cursor that is known to be in Kafka
     * @param active whether this instance publishes: only that one drops
     * @param caughtUp whether nothing waits, so that nothing needs to be counted
     */
    void run(@Nullable Cursor stored, boolean active, boolean caughtUp) {
        // After a suspend the days are gone and the timer has not run.
        boolean daysDue = !daysReady() || System.nanoTime() - daysDueNanos >= 0;
        if (caughtUp) {
            backlog = Backlog.NONE;
        }
        if (caughtUp && !daysDue) {
            return;
        }
        try (Connection connection = database.open(SILENCE)) {
            if (daysDue) {
                readyUntil = OutboxPartitions.add(connection);
                daysDueNanos = System.nanoTime() + DAYS_EVERY.toNanos();
                if (active && stored != null) {
                    OutboxPartitions.dropOlderThan(keep, stored.delivered(), connection)
                            .forEach(day -> LOG.info("Dropped the outbox of {}", day));
                }
            }
            if (!caughtUp) {
                count(stored, connection);
            }
        } catch (SQLException e) {
            LOG.warn("The outbox cannot be looked after: {}", e.getMessage());
        }
    }

    private void count(@Nullable Cursor stored, Connection connection) throws SQLException {
        try (OutboxReader outbox = new OutboxReader(connection, "")) {
            Snapshot now = outbox.now();
            backlog = outbox.backlog(stored == null ? unknown(connection, now) : stored.delivered(), now);
        }
    }

    /** As long as Kafka has not told the cursor: everything if no relay has published yet, else what came since the first look. */
    private Snapshot unknown(Connection connection, Snapshot now) throws SQLException {
        if (lowerBound == null) {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("select first_started_at is null from outbox_relay")) {
                lowerBound = row.next() && row.getBoolean(1) ? Snapshot.NOTHING : now;
            }
        }
        return lowerBound;
    }
}
