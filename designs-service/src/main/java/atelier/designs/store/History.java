package atelier.designs.store;

import atelier.designs.design.DesignId;
import atelier.designs.design.HistoryEntry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What happened to designs. Entries are only ever added; each method is one statement on the given connection. */
public interface History {

    void add(Connection connection, HistoryEntry entry) throws SQLException;

    /** Oldest first, of those behind {@code after}; up to {@code limit}. */
    List<HistoryEntry> of(Connection connection, DesignId design, long after, int limit) throws SQLException;
}
