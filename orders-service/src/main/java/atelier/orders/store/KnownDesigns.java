package atelier.orders.store;

import atelier.orders.order.DesignId;
import atelier.orders.order.DesignStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.SequencedSet;

/** This service's copy of what the designs service said. */
public interface KnownDesigns {

    /** Where those of the designs stand that were heard of; none of them changes until the transaction ends, not even one that nobody spoke of yet. */
    Map<DesignId, DesignStatus> hold(Connection connection, SequencedSet<DesignId> designs) throws SQLException;

    /** Waits until no other transaction holds one of the designs; from then until this one ends, nobody else holds or applies. */
    void reserve(Connection connection, Collection<DesignId> designs) throws SQLException;

    /**
     * Applies what an event says unless a newer one was applied before; waits for transactions that hold the design.
     *
     * @param sequence the event's; 0 if it has none, which counts only for a design of which none with a sequence was heard
     * @return whether it was applied
     */
    boolean apply(Connection connection, DesignId design, DesignStatus status, long sequence) throws SQLException;
}
