package atelier.designs.changing;

import atelier.delivery.outbox.Cause;
import atelier.delivery.outbox.Transactions;
import atelier.designs.design.Change;
import atelier.designs.design.Design;
import atelier.designs.design.DesignId;
import atelier.designs.store.Designs;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.LongPredicate;

/** Changes a design in one transaction. */
@Singleton
public final class ChangingDesign {
    private final Transactions transactions;
    private final Designs designs;
    private final KeepingChanges keeping;

    ChangingDesign(Transactions transactions, Designs designs, KeepingChanges keeping) {
        this.transactions = transactions;
        this.designs = designs;
        this.keeping = keeping;
    }

    /** What is wished of a design as it is now. */
    @FunctionalInterface
    public interface Wish {
        Change of(Design design, Instant now);
    }

    /** @param allows whether the wish may be granted to this version of the design */
    public Change change(DesignId id, LongPredicate allows, Cause cause, Wish wish) {
        return transactions.inTransaction(tx -> {
            Optional<Design> design = designs.lock(tx.connection(), id);
            if (design.isEmpty()) {
                return new Change.NoSuchDesign();
            }
            if (!allows.test(design.get().sequence())) {
                return new Change.Stale(design.get());
            }
            // What PostgreSQL keeps of a time: the answer now and later has to be the same.
            Change change = wish.of(design.get(), Instant.now().truncatedTo(ChronoUnit.MICROS));
            if (change instanceof Change.Done done) {
                keeping.keep(tx, done, cause);
            }
            return change;
        });
    }
}
