package atelier.orders.tracking;

import atelier.delivery.consuming.EventHandler;
import atelier.delivery.consuming.ReceivedRecord;
import atelier.delivery.outbox.Tx;
import atelier.events.Envelope;
import atelier.events.OrderEvent;
import atelier.events.Received;
import atelier.orders.order.OrderId;
import atelier.orders.order.TrackedStep;
import atelier.orders.store.OrderTracking;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the orders. Anyone may publish; what names no order of ours, has no number or is of no calendar is passed over. */
@Singleton
final class OrdersHeard implements EventHandler {
    private static final Logger LOG = LoggerFactory.getLogger(OrdersHeard.class);

    /** Inside of what a timestamptz holds. */
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private final OrderTracking tracking;

    OrdersHeard(OrderTracking tracking) {
        this.tracking = tracking;
    }

    /** All steps of the batch in one statement. */
    @Override
    public void prepare(Tx tx, List<ReceivedRecord> records) throws SQLException {
        List<OrderTracking.Heard> steps = new ArrayList<>();
        for (ReceivedRecord record : records) {
            if (judge(record) instanceof Judged.Fit fit) {
                steps.add(fit.heard());
            }
        }
        tracking.add(tx.connection(), steps);
    }

    /** Only tells what is passed over. */
    @Override
    public void handle(Tx tx, ReceivedRecord record) {
        if (judge(record) instanceof Judged.Unfit unfit) {
            LOG.info("passed over {}: {}", record.coordinates(), unfit.why());
        }
    }

    private sealed interface Judged {
        record Fit(OrderTracking.Heard heard) implements Judged {}

        record Unfit(String why) implements Judged {}
    }

    private static Judged judge(ReceivedRecord record) {
        return switch (record.received()) {
            case Received.Known known
            when known.event() instanceof OrderEvent said -> judge(said, known.envelope(), record.eventId());
            case Received.Known other -> new Judged.Unfit(other.event().type() + " is no event of an order");
            case Received.Unknown unknown -> new Judged.Unfit(unknown.reason());
        };
    }

    private static Judged judge(OrderEvent said, @Nullable Envelope envelope, String eventId) {
        Optional<OrderId> order = OrderId.parse(said.orderId());
        Long sequence = envelope == null ? null : envelope.sequence();
        TrackedStep step = TrackedStep.of(said, eventId);
        if (order.isEmpty() || sequence == null || sequence < 1) {
            return new Judged.Unfit("it names no order of ours, or has no number");
        }
        if (step.at().isBefore(EARLIEST) || step.at().isAfter(LATEST)) {
            return new Judged.Unfit("its time is of no calendar");
        }
        return new Judged.Fit(new OrderTracking.Heard(order.get(), sequence, step));
    }
}
