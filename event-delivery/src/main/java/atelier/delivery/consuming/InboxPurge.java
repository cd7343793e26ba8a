package atelier.delivery.consuming;

import atelier.delivery.outbox.TransactionFailed;
import atelier.delivery.outbox.Transactions;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Forgets old inbox entries, a few at a time, when there is nothing else to do. For the loop's thread. */
final class InboxPurge {
    private static final Logger LOG = LoggerFactory.getLogger(InboxPurge.class);
    private static final int CHUNK = 5_000;
    private static final Duration REST = Duration.ofMinutes(10);

    private final Transactions transactions;
    private final Inbox inbox;
    private final Duration keep;
    private long dueNanos = System.nanoTime() + REST.toNanos();

    InboxPurge(Transactions transactions, Inbox inbox, Duration keep) {
        this.transactions = transactions;
        this.inbox = inbox;
        this.keep = keep;
    }

    /** One chunk if it is time; the next is due at once if more is left. */
    void runIfDue() {
        if (System.nanoTime() - dueNanos < 0) {
            return;
        }
        dueNanos = System.nanoTime() + REST.toNanos();
        try {
            int purged = transactions.<Integer>inTransaction(tx -> inbox.purge(tx.connection(), keep, CHUNK));
            if (purged == CHUNK) {
                dueNanos = System.nanoTime();
            }
        } catch (TransactionFailed e) {
            LOG.warn("Old inbox entries stay for now: {}", e.getMessage());
        }
    }
}
