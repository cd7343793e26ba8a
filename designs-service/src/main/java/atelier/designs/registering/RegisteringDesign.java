package atelier.designs.registering;

import atelier.delivery.outbox.Cause;
import atelier.delivery.outbox.Tx;
import atelier.designs.changing.KeepingChanges;
import atelier.designs.design.Change;
import atelier.designs.design.Design;
import atelier.designs.design.DesignId;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Keeps a new design and says so, in the caller's transaction. */
@Singleton
final class RegisteringDesign {
    private final KeepingChanges keeping;

    RegisteringDesign(KeepingChanges keeping) {
        this.keeping = keeping;
    }

    Design register(Tx tx, RegisterDesign wish, Cause cause) throws SQLException {
        // What PostgreSQL keeps of a time: the answer now and later has to be the same.
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        Change.Done done =
                Design.register(DesignId.next(), wish.userId(), wish.title(), wish.description(), wish.status(), now);
        keeping.keep(tx, done, cause);
        return done.design();
    }
}
