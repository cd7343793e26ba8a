package atelier.orders.holding;

import atelier.delivery.outbox.TransactionFailed;
import atelier.delivery.outbox.Transactions;
import atelier.orders.order.Reason;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Cancels orders whose design stayed undecided for too long. Any number of instances may run it at once. */
@Singleton
class SilentDesigns {
    private static final Logger LOG = LoggerFactory.getLogger(SilentDesigns.class);

    /** Orders of one transaction: their rows are locked for as long as it takes. */
    private static final int BATCH = 100;

    private final Transactions transactions;
    private final SettlingHolds settling;
    private final Duration limit;
    private final Reason why;

    SilentDesigns(Transactions transactions, SettlingHolds settling, HoldSettings settings) {
        this.transactions = transactions;
        this.settling = settling;
        this.limit = settings.limit();
        this.why = new Reason("no decision about its design within " + words(limit));
    }

    @Scheduled(initialDelay = "${order.hold.sweep:1m}", fixedDelay = "${order.hold.sweep:1m}")
    void sweep() {
        try {
            int cancelled;
            do {
                Instant before = Instant.now().minus(limit);
                cancelled = transactions.<Integer>inTransaction(tx -> settling.silent(tx, before, why, BATCH));
                if (cancelled > 0) {
                    LOG.info("cancelled {} orders: {}", cancelled, why.text());
                }
            } while (cancelled == BATCH);
        } catch (TransactionFailed failed) {
            LOG.warn("orders on hold are looked at again later: {}", failed.getMessage());
        }
    }

    private static String words(Duration limit) {
        if (limit.toDays() > 0 && limit.equals(Duration.ofDays(limit.toDays()))) {
            return limit.toDays() + " days";
        }
        return limit.toSeconds() + " seconds";
    }
}
