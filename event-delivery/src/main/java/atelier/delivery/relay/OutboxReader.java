package atelier.delivery.relay;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the outbox by snapshot difference: the rows of the transactions that ended between two snapshots.
 *
 * <p>After the snapshot-based batches of PgQ. It misses no transaction, however late it commits, and waits for none. If writers lock the aggregate's row before they append,
 * an aggregate's rows are in order: the earlier one is in an earlier difference, or in the same one with a lower id.
 */
final class OutboxReader implements AutoCloseable {
    /** Rows in memory at a time; each may be close to a megabyte. */
    private static final int FETCH_ROWS = 64;

    /** Index probes even if the planner knows nothing of the table yet, and no compilation for them. A stopped relay does not hold a transaction for long. */
    private static final String SESSION = """
            set enable_seqscan = off; set jit = off; set idle_in_transaction_session_timeout = '60s'""";

    private static final String DIFFERENCE = """
            from (
                select * from outbox where xid = any (?::text::xid8[])
                union all
                select * from outbox where xid >= ?::text::xid8 and xid < ?::text::xid8
            ) as ended
            where pg_visible_in_snapshot(xid, ?::text::pg_snapshot)
                and not pg_visible_in_snapshot(xid, ?::text::pg_snapshot)""";

    private static final String ROWS = "select " + OutboxRow.COLUMNS + ' ' + DIFFERENCE + " and id > ? order by id";
    private static final String HIGHEST = "select xid " + DIFFERENCE + " order by xid desc limit 1";
    private static final String BACKLOG = "select count(*), min(created_at) " + DIFFERENCE;

    private final Connection connection;
    private final String source;

    OutboxReader(Connection connection, String source) throws SQLException {
        this.connection = connection;
        this.source = source;
        try (Statement statement = connection.createStatement()) {
            statement.execute(SESSION);
        }
    }

    /** Which transactions have ended by now. */
    Snapshot now() throws SQLException {
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_current_snapshot()::text")) {
            row.next();
            return Snapshot.parse(row.getString(1));
        }
    }

    /** The rows between two snapshots with an id above {@code afterId}, by id. One at a time; close it before anything else is read. */
    Rows difference(Snapshot from, Snapshot to, long afterId) throws SQLException {
        // Without a transaction the driver would fetch all of them at once.
        connection.setAutoCommit(false);
        PreparedStatement query = connection.prepareStatement(ROWS);
        query.setFetchSize(FETCH_ROWS);
        bind(query, from, to);
        query.setLong(6, afterId);
        return new Rows(query, query.executeQuery());
    }

    /** The highest transaction that has rows between two snapshots; there must be one. */
    long highest(Snapshot from, Snapshot to) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(HIGHEST)) {
            bind(query, from, to);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return Long.parseLong(row.getString(1));
            }
        }
    }

    /** How much there is between two snapshots. */
    Backlog backlog(Snapshot from, Snapshot to) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(BACKLOG)) {
            bind(query, from, to);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return Backlog.of(row);
            }
        }
    }

    private static void bind(PreparedStatement query, Snapshot from, Snapshot to) throws SQLException {
        query.setString(1, from.runningArray());
        query.setString(2, Long.toString(from.xmax()));
        query.setString(3, Long.toString(to.xmax()));
        query.setString(4, to.toString());
        query.setString(5, from.toString());
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    /** An open difference. */
    final class Rows implements AutoCloseable {
        private final PreparedStatement query;
        private final ResultSet rows;
        private boolean more;

        private Rows(PreparedStatement query, ResultSet rows) throws SQLException {
            this.query = query;
            this.rows = rows;
            this.more = rows.next();
        }

        boolean hasMore() {
            return more;
        }

        /** The next rows, up to a number and a size; at least one if there are more. */
        List<OutboxRow> next(int maxRows, long maxBytes) throws SQLException {
            List<OutboxRow> chunk = new ArrayList<>();
            long bytes = 0;
            while (more && chunk.size() < maxRows && bytes < maxBytes) {
                OutboxRow row = OutboxRow.of(rows, source);
                chunk.add(row);
                bytes += row.bytes();
                more = rows.next();
            }
            return chunk;
        }

        @Override
        public void close() throws SQLException {
            rows.close();
            query.close();
            connection.commit();
        }
    }
}
