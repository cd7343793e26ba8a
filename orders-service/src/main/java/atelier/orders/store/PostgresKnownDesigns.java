package atelier.orders.store;

import atelier.orders.order.DesignId;
import atelier.orders.order.DesignStatus;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;

/**
 * The designs are locked by advisory locks, not by their rows: shared row locks overtake somebody who waits for the row, so that a stream of orders would keep a
 * design's event out for ever; advisory locks are given in the order of the queue. Everybody takes several in the order of their keys, so that nobody deadlocks. The
 * subquery is sorted before the lock function is called on its rows.
 */
@Singleton
final class PostgresKnownDesigns implements KnownDesigns {
    private static final String KEYS =
            " from (select distinct hashtextextended(id, 0) as key from unnest(?::text[]) as id order by key) as keys";

    /** Sent together, run one after the other: the second statement's snapshot is taken when the locks are held. */
    private static final String HOLD = "select pg_advisory_xact_lock_shared(key)" + KEYS
            + "; select id, status from known_designs where id = any(?)";

    private static final String RESERVE = "select pg_advisory_xact_lock(key)" + KEYS;

    private static final String APPLY = RESERVE + """
            ; insert into known_designs as known (id, status, sequence) values (?, ?, ?)
            on conflict (id) do update set status = excluded.status, sequence = excluded.sequence
            where known.sequence < excluded.sequence or (known.sequence = 0 and excluded.sequence = 0)""";

    @Override
    public Map<DesignId, DesignStatus> hold(Connection connection, SequencedSet<DesignId> designs) throws SQLException {
        if (designs.isEmpty()) {
            return Map.of();
        }
        Array ids = ids(connection, designs);
        try (PreparedStatement hold = connection.prepareStatement(HOLD)) {
            hold.setArray(1, ids);
            hold.setArray(2, ids);
            hold.execute();
            hold.getMoreResults();
            Map<DesignId, DesignStatus> found = HashMap.newHashMap(designs.size());
            try (ResultSet row = hold.getResultSet()) {
                while (row.next()) {
                    found.put(
                            new DesignId(row.getString(1)),
                            DesignStatus.of(row.getString(2)).orElseThrow());
                }
            }
            return found;
        }
    }

    @Override
    public void reserve(Connection connection, Collection<DesignId> designs) throws SQLException {
        if (designs.isEmpty()) {
            return;
        }
        try (PreparedStatement reserve = connection.prepareStatement(RESERVE)) {
            reserve.setArray(1, ids(connection, designs));
            reserve.execute();
        }
    }

    @Override
    public boolean apply(Connection connection, DesignId design, DesignStatus status, long sequence)
            throws SQLException {
        try (PreparedStatement apply = connection.prepareStatement(APPLY)) {
            apply.setArray(1, ids(connection, List.of(design)));
            apply.setString(2, design.text());
            apply.setString(3, status.word());
            apply.setLong(4, sequence);
            apply.execute();
            apply.getMoreResults();
            return apply.getUpdateCount() == 1;
        }
    }

    private static Array ids(Connection connection, Collection<DesignId> designs) throws SQLException {
        return connection.createArrayOf(
                "text", designs.stream().map(DesignId::text).toArray());
    }
}
