package atelier.orders.store;

import atelier.orders.order.DesignId;
import atelier.orders.order.DesignStatus;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.SequencedSet;

@Singleton
final class PostgresKnownDesigns implements KnownDesigns {
    /**
     * The time limit, in milliseconds and for the rest of the transaction, goes along without a round trip. An order that holds one design and waits for another gives up
     * soon, so that it neither deadlocks with a batch of decisions nor keeps it waiting.
     */
    private static final String HOLD = """
            select id, status from known_designs
            where id = any(?) and (select set_config('lock_timeout', '20', true)) is not null
            order by id for share""";

    private static final String ENTER = """
            insert into known_designs (id, status, sequence)
            select id, 'unknown', 0 from unnest(?::text[]) as id order by id
            on conflict (id) do nothing""";

    private static final String APPLY = """
            insert into known_designs as known (id, status, sequence) values (?, ?, ?)
            on conflict (id) do update set status = excluded.status, sequence = excluded.sequence
            where known.sequence < excluded.sequence or (known.sequence = 0 and excluded.sequence = 0)""";

    @Override
    public Map<DesignId, DesignStatus> hold(Connection connection, SequencedSet<DesignId> designs) throws SQLException {
        if (designs.isEmpty()) {
            return Map.of();
        }
        Array ids = connection.createArrayOf(
                "text", designs.stream().map(DesignId::text).toArray());
        Map<DesignId, DesignStatus> held = lock(connection, ids);
        if (held.size() < designs.size()) {
            enter(connection, ids);
            held = lock(connection, ids);
        }
        return held;
    }

    @Override
    public boolean apply(Connection connection, DesignId design, DesignStatus status, long sequence)
            throws SQLException {
        try (PreparedStatement apply = connection.prepareStatement(APPLY)) {
            apply.setString(1, design.text());
            apply.setString(2, status.word());
            apply.setLong(3, sequence);
            return apply.executeUpdate() == 1;
        }
    }

    private static Map<DesignId, DesignStatus> lock(Connection connection, Array ids) throws SQLException {
        Map<DesignId, DesignStatus> found = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(HOLD)) {
            select.setArray(1, ids);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.put(
                            new DesignId(row.getString("id")),
                            DesignStatus.of(row.getString("status")).orElseThrow());
                }
            }
        }
        return found;
    }

    private static void enter(Connection connection, Array ids) throws SQLException {
        try (PreparedStatement enter = connection.prepareStatement(ENTER)) {
            enter.setArray(1, ids);
            enter.executeUpdate();
        }
    }
}
