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

    @Override
    public void handle(Tx tx, ReceivedRecord record) throws SQLException {
        switch (record.received()) {
            case Received.Known known when known.event() instanceof OrderEvent said -> heard(tx, said, record);
            case Received.Known other -> passedOver(record, other.event().type() + " is no event of an order");
            case Received.Unknown unknown -> passedOver(record, unknown.reason());
        }
    }

    private void heard(Tx tx, OrderEvent said, ReceivedRecord record) throws SQLException {
        Optional<OrderId> order = OrderId.parse(said.orderId());
        Long sequence = sequence(record.received().envelope());
        TrackedStep step = TrackedStep.of(said, record.eventId());
        if (order.isEmpty() || sequence == null || sequence < 1) {
            passedOver(record, "it names no order of ours, or has no number");
        } else if (step.at().isBefore(EARLIEST) || step.at().isAfter(LATEST)) {
            passedOver(record, "its time is of no calendar");
        } else {
            tracking.add(tx.connection(), order.get(), sequence, step);
        }
    }

    private static @Nullable Long sequence(@Nullable Envelope envelope) {
        return envelope == null ? null : envelope.sequence();
    }

    private static void passedOver(ReceivedRecord record, String why) {
        LOG.info("passed over {}: {}", record.coordinates(), why);
    }
}
