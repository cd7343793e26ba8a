package atelier.designs.registering;

import atelier.delivery.outbox.Cause;
import atelier.delivery.outbox.Transactions;
import atelier.designs.design.Design;
import atelier.designs.design.DesignId;
import atelier.designs.store.Designs;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Keeps a new design and says so, in one transaction. */
@Singleton
final class RegisteringDesign {
    private final Transactions transactions;
    private final Designs designs;

    RegisteringDesign(Transactions transactions, Designs designs) {
        this.transactions = transactions;
        this.designs = designs;
    }

    Design register(RegisterDesign wish, Cause cause) {
        // What PostgreSQL keeps of a time: the answer now and later has to be the same.
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        Design design =
                Design.register(DesignId.next(), wish.userId(), wish.title(), wish.description(), wish.status(), now);
        return transactions.inTransaction(tx -> {
            designs.add(tx.connection(), design);
            tx.append(design.created(), design.sequence(), cause);
            return design;
        });
    }
}
