package atelier.idempotency;

import atelier.delivery.outbox.TransactionFailed;
import atelier.delivery.outbox.Transactions;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Drops answers past their time, in chunks, so that no transaction is long. Each process does; a row that two see is dropped by one. */
@Singleton
class AnswersPurge {
    private static final Logger LOG = LoggerFactory.getLogger(AnswersPurge.class);
    private static final int CHUNK = 5_000;

    private final Transactions transactions;
    private final Answers answers;

    AnswersPurge(Transactions transactions, Answers answers) {
        this.transactions = transactions;
        this.answers = answers;
    }

    @Scheduled(initialDelay = "1m", fixedDelay = "10m")
    void run() {
        try {
            while (transactions.<Integer>inTransaction(tx -> answers.purge(tx.connection(), CHUNK)) == CHUNK) {
                LOG.debug("dropped {} answers past their time", CHUNK);
            }
        } catch (TransactionFailed failed) {
            LOG.warn("Old answers are dropped later: {}", failed.getMessage());
        }
    }
}
