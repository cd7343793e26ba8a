package atelier.designs.changing;

import atelier.delivery.outbox.Cause;
import atelier.delivery.outbox.Tx;
import atelier.designs.design.Change;
import atelier.designs.store.Designs;
import atelier.designs.store.History;
import atelier.events.DesignEvent;
import jakarta.inject.Singleton;
import java.sql.SQLException;

/** Writes down what was done and says it. */
@Singleton
public final class KeepingChanges {
    private final Designs designs;
    private final History history;

    KeepingChanges(Designs designs, History history) {
        this.designs = designs;
        this.history = history;
    }

    /** In the caller's transaction, which has locked the design unless it is new. */
    public void keep(Tx tx, Change.Done done, Cause cause) throws SQLException {
        switch (done.event()) {
            case DesignEvent.Created created -> designs.add(tx.connection(), done.design());
            case DesignEvent.Updated updated -> designs.update(tx.connection(), done.design());
            case DesignEvent.StatusChanged changed -> designs.update(tx.connection(), done.design());
            case DesignEvent.Deleted deleted -> designs.bury(tx.connection(), done.design());
        }
        history.add(tx.connection(), done.entry());
        tx.append(done.event(), done.design().sequence(), cause);
        if (done.notice().isPresent()) {
            tx.append(done.notice().get(), 1, cause);
        }
    }
}
