package atelier.delivery.consuming;

import atelier.delivery.outbox.Cause;
import atelier.delivery.outbox.Transactions;
import atelier.delivery.outbox.Tx;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.slf4j.MDC;

/** Takes a batch into the database: all of it or nothing, each event once. */
final class BatchTransaction {
    private final Transactions transactions;
    private final Inbox inbox;
    private final EventHandler handler;

    BatchTransaction(Transactions transactions, Inbox inbox, EventHandler handler) {
        this.transactions = transactions;
        this.inbox = inbox;
        this.handler = handler;
    }

    /**
     * Runs the handler on what is new.
     *
     * @return how many records were new
     * @throws RecordFailed if the handler failed, with the record, or the first of those that it had in hand together
     */
    int run(List<ReceivedRecord> batch) {
        return transactions.<Integer>inTransaction(tx -> handleFresh(tx, batch));
    }

    private int handleFresh(Tx tx, List<ReceivedRecord> batch) throws SQLException {
        Set<String> fresh = inbox.claim(
                tx.connection(), batch.stream().map(ReceivedRecord::eventId).toList());
        List<ReceivedRecord> records = new ArrayList<>(fresh.size());
        for (ReceivedRecord record : batch) {
            // Removed, because an event may be in the batch twice.
            if (fresh.remove(record.eventId())) {
                records.add(record);
            }
        }
        if (!records.isEmpty()) {
            prepare(tx, List.copyOf(records));
            records.forEach(record -> handle(tx, record));
        }
        return records.size();
    }

    private void prepare(Tx tx, List<ReceivedRecord> records) {
        try {
            handler.prepare(tx, records);
        } catch (SQLException | RuntimeException e) {
            throw RecordFailed.oneOf(records, e);
        }
    }

    private void handle(Tx tx, ReceivedRecord record) {
        Cause cause = record.cause();
        try (MDC.MDCCloseable event = MDC.putCloseable("event_id", record.eventId());
                MDC.MDCCloseable correlation = MDC.putCloseable("correlation_id", cause.correlationId());
                MDC.MDCCloseable trace = MDC.putCloseable("trace_id", cause.traceId())) {
            handler.handle(tx, record);
        } catch (Exception e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            throw new RecordFailed(record, e);
        }
    }
}
