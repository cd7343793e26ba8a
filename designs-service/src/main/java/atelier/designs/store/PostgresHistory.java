package atelier.designs.store;

import atelier.designs.design.DesignId;
import atelier.designs.design.DesignStatus;
import atelier.designs.design.HistoryEntry;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Singleton
final class PostgresHistory implements History {
    @Override
    public void add(Connection connection, HistoryEntry entry) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into design_history (design_id, sequence, event_type, from_status, to_status, reason, at)
                values (?, ?, ?, ?, ?, ?, ?)""")) {
            insert.setString(1, entry.design().text());
            insert.setLong(2, entry.sequence());
            insert.setString(3, entry.eventType());
            insert.setString(4, word(entry.from()));
            insert.setString(5, word(entry.to()));
            insert.setString(6, entry.reason());
            insert.setObject(7, entry.at().atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        }
    }

    @Override
    public List<HistoryEntry> of(Connection connection, DesignId design, long after, int limit) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                select sequence, event_type, from_status, to_status, reason, at
                from design_history
                where design_id = ? and sequence > ?
                order by sequence
                limit ?""")) {
            select.setString(1, design.text());
            select.setLong(2, after);
            select.setInt(3, limit);
            List<HistoryEntry> entries = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    entries.add(new HistoryEntry(
                            design,
                            row.getLong("sequence"),
                            row.getString("event_type"),
                            status(row.getString("from_status")),
                            status(row.getString("to_status")),
                            row.getString("reason"),
                            row.getObject("at", OffsetDateTime.class).toInstant()));
                }
            }
            return entries;
        }
    }

    private static @Nullable String word(@Nullable DesignStatus status) {
        return status == null ? null : status.word();
    }

    private static @Nullable DesignStatus status(@Nullable String word) {
        return word == null ? null : DesignStatus.of(word).orElseThrow();
    }
}
