package atelier.delivery.consuming;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** What a group has taken in. */
final class Inbox {
    /** The idle limit goes along, so that it costs no round trip: a stopped process must not block the one that takes over. */
    private static final String CLAIM = """
            with idle as (select set_config('idle_in_transaction_session_timeout', ?, true))
            insert into inbox (consumer_group, event_id)
            select ?, id from unnest(?::text[]) as id, idle order by id
            on conflict do nothing
            returning event_id""";

    private static final String PURGE = """
            delete from inbox where ctid = any (array(
                select ctid from inbox
                where consumer_group = ? and seen_at < now() - make_interval(secs => ?)
                limit ?))""";

    private final String group;
    private final String idleMillis;

    Inbox(String group, Duration handlerIdle) {
        this.group = group;
        this.idleMillis = Long.toString(handlerIdle.toMillis());
    }

    /** Enters the ids and answers those that were not there. Waits for a transaction that is just entering one of them. */
    Set<String> claim(Connection connection, Collection<String> ids) throws SQLException {
        Array array = connection.createArrayOf("text", ids.toArray());
        try (PreparedStatement claim = connection.prepareStatement(CLAIM)) {
            claim.setString(1, idleMillis);
            claim.setString(2, group);
            claim.setArray(3, array);
            Set<String> fresh = HashSet.newHashSet(ids.size());
            try (ResultSet rows = claim.executeQuery()) {
                while (rows.next()) {
                    fresh.add(rows.getString(1));
                }
            }
            return fresh;
        }
    }

    /** Forgets up to {@code limit} entries older than {@code keep}; answers how many. */
    int purge(Connection connection, Duration keep, int limit) throws SQLException {
        try (PreparedStatement purge = connection.prepareStatement(PURGE)) {
            purge.setString(1, group);
            purge.setDouble(2, (double) keep.toSeconds());
            purge.setInt(3, limit);
            return purge.executeUpdate();
        }
    }
}
