package atelier.designs.reviewing;

import atelier.delivery.outbox.Cause;
import atelier.delivery.outbox.Transactions;
import atelier.delivery.outbox.Tx;
import atelier.designs.design.Design;
import atelier.designs.design.DesignId;
import atelier.designs.design.Review;
import atelier.designs.design.ReviewNotice;
import atelier.designs.store.Designs;
import atelier.events.NotificationEvent;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Moves a design along, says so and tells its owner, in one transaction. */
@Singleton
final class ReviewingDesign {
    private final Transactions transactions;
    private final Designs designs;

    ReviewingDesign(Transactions transactions, Designs designs) {
        this.transactions = transactions;
        this.designs = designs;
    }

    Review review(DesignId id, ChangeStatus wish, Cause cause) {
        return transactions.inTransaction(tx -> {
            Optional<Design> design = designs.lock(tx.connection(), id);
            if (design.isEmpty()) {
                return new Review.NoSuchDesign();
            }
            Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
            Review review = design.get().review(wish.status(), wish.reason(), now);
            if (review instanceof Review.Changed changed) {
                keep(tx, changed, cause);
            }
            return review;
        });
    }

    private void keep(Tx tx, Review.Changed changed, Cause cause) throws SQLException {
        designs.update(tx.connection(), changed.design());
        tx.append(changed.event(), changed.design().sequence(), cause);
        Optional<NotificationEvent> notice = ReviewNotice.of(changed);
        if (notice.isPresent()) {
            tx.append(notice.get(), 1, cause);
        }
    }
}
