package atelier.designs.store;

import atelier.designs.design.Design;
import atelier.designs.design.DesignId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All designs that were not deleted. Each method is one statement on the given connection. */
public interface Designs {

    void add(Connection connection, Design design) throws SQLException;

    Optional<Design> find(Connection connection, DesignId id) throws SQLException;

    /** Finds the design and keeps others from changing it until the transaction ends. */
    Optional<Design> lock(Connection connection, DesignId id) throws SQLException;

    /** Keeps a design as it is after a change; the row has to be locked. */
    void update(Connection connection, Design changed) throws SQLException;

    /** Hides a design from all other methods but {@link #countOrders}; the row has to be locked. */
    void bury(Connection connection, Design last) throws SQLException;

    /** Newest first; one more than the filter's limit if there are more. */
    List<Design> page(Connection connection, DesignFilter filter) throws SQLException;

    /**
     * Counts so many more orders for each of the designs; ids that are not known here are passed over. The rows are locked in the order of their ids, so that two who
     * count the same ones wait for each other in turn.
     */
    void countOrders(Connection connection, Map<DesignId, Long> orders) throws SQLException;
}
