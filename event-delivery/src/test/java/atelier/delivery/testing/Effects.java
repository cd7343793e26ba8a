package atelier.delivery.testing;

import atelier.delivery.consuming.EventHandler;
import atelier.delivery.consuming.ReceivedRecord;
import atelier.delivery.outbox.Tx;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a consumer did to its database: a row per event, without a key that would hide doubles. */
public record Effects(TestDatabase database) {

    public void createTable() {
        database.execute(
                "create table effect (n bigint generated always as identity, event_id text, aggregate text, sequence bigint)");
    }

    /** Adds a row for each record. */
    public static EventHandler handler() {
        return Effects::add;
    }

    public static void add(Tx tx, ReceivedRecord record) throws SQLException {
        try (PreparedStatement insert = tx.connection()
                .prepareStatement("insert into effect (event_id, aggregate, sequence) values (?, ?, ?)")) {
            insert.setString(1, record.eventId());
            insert.setString(2, record.key());
            var envelope = record.received().envelope();
            insert.setObject(3, envelope == null ? null : envelope.sequence());
            insert.executeUpdate();
        }
    }

    public long count() {
        return database.count("select count(*) from effect");
    }

    /** In the order in which they took effect. */
    public List<String> eventIds() {
        return database.query("select event_id from effect order by n");
    }

    /** Compares with what was said: so many events of each aggregate, numbered from 1. */
    public Findings compareWith(Map<String, Long> said) {
        long events = said.values().stream().mapToLong(Long::longValue).sum();
        long distinct = database.count("select count(distinct event_id) from effect");
        long outOfOrder = database.count(
                "select count(*) from (select sequence, lag(sequence, 1, 0::bigint) over (partition by aggregate order by n) as before"
                        + " from effect) as steps where sequence <> before + 1");
        return new Findings(events, events - distinct, count() - distinct, outOfOrder);
    }

    /** So many aggregates with so many events each. */
    public static Map<String, Long> each(List<String> aggregates, long events) {
        return aggregates.stream().collect(Collectors.toMap(aggregate -> aggregate, aggregate -> events));
    }
}
