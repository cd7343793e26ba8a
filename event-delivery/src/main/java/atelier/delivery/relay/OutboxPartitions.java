package atelier.delivery.relay;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The days of the outbox: each a table of its own, made ahead of time and dropped whole. Days are those of UTC. */
final class OutboxPartitions {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxPartitions.class);
    private static final int DAYS_AHEAD = 2;
    private static final String PREFIX = "outbox_";
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;

    /** Not granted or refused: SQLSTATE of a lock that was not had in time. */
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private static final String DAYS = """
            select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
            where i.inhparent = 'outbox'::regclass and c.relname ~ '^outbox_[0-9]{8}$' order by 1""";

    private OutboxPartitions() {}

    /** Adds what is missing of yesterday, today and the two days after. Answers the last day that is there without a gap from today, yesterday if today is missing. */
    static LocalDate add(Connection connection) throws SQLException {
        try (PreparedStatement add = connection.prepareStatement("select outbox_add_partitions(?)")) {
            add.setInt(1, DAYS_AHEAD);
            add.execute();
        }
        List<LocalDate> days = days(connection);
        LocalDate last = LocalDate.now(ZoneOffset.UTC).minusDays(1);
        while (days.contains(last.plusDays(1))) {
            last = last.plusDays(1);
        }
        return last;
    }

    /** Drops the days that ended {@code keep} ago and of which every row is published. Answers those it dropped. */
    static List<LocalDate> dropOlderThan(Duration keep, Snapshot delivered, Connection connection) throws SQLException {
        LocalDate firstKept = LocalDate.now(ZoneOffset.UTC).minusDays(keep.toDays());
        List<LocalDate> dropped = new ArrayList<>();
        connection.setAutoCommit(false);
        for (LocalDate day : days(connection)) {
            if (day.isBefore(firstKept) && drop(PREFIX + DAY.format(day), delivered, connection)) {
                dropped.add(day);
            }
        }
        connection.commit();
        connection.setAutoCommit(true);
        return dropped;
    }

    /**
     * Drops a day if every row in it is visible in the stored cursor. Nobody can add one between the check and the drop: the day is locked, so whoever appended to it has
     * ended. The parent is locked first, as those do who append, and is waited for but briefly, because they queue behind us.
     */
    private static boolean drop(String partition, Snapshot delivered, Connection connection) throws SQLException {
        if (hasMoreThan(delivered, partition, connection)) {
            LOG.warn("{} is old enough to be dropped, but has rows that are not published", partition);
            return false;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("set local lock_timeout = '300ms'");
            statement.execute("lock table only outbox in access exclusive mode");
            statement.execute("lock table " + partition + " in access exclusive mode");
            boolean published = !hasMoreThan(delivered, partition, connection);
            if (published) {
                statement.execute("drop table " + partition);
            }
            connection.commit();
            return published;
        } catch (SQLException e) {
            connection.rollback();
            if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                LOG.info("{} is in use and is dropped later", partition);
                return false;
            }
            throw e;
        }
    }

    private static boolean hasMoreThan(Snapshot delivered, String partition, Connection connection)
            throws SQLException {
        String query = "select exists (select from " + partition
                + " where xid >= ?::text::xid8 and not pg_visible_in_snapshot(xid, ?::text::pg_snapshot))";
        try (PreparedStatement unpublished = connection.prepareStatement(query)) {
            unpublished.setString(1, Long.toString(delivered.xmin()));
            unpublished.setString(2, delivered.toString());
            try (ResultSet row = unpublished.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    private static List<LocalDate> days(Connection connection) throws SQLException {
        List<LocalDate> days = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(DAYS)) {
            while (rows.next()) {
                days.add(LocalDate.parse(rows.getString(1).substring(PREFIX.length()), DAY));
            }
        }
        return days;
    }
}
