package atelier.orders.order;

import atelier.events.OrderEvent;
import java.time.Instant;

/**
 * As much of an order on hold as is needed to end its waiting; its row is locked while this is around.
 *
 * @param sequence number of the last event said about it
 */
public record HeldOrder(OrderId id, String userId, long sequence) {

    /** What is said when it goes on; has the number {@link #nextSequence()}. */
    public OrderEvent released(Reason why, Instant now) {
        return new OrderEvent.Released(id.text(), userId, why.text(), now);
    }

    /** What is said when it ends; has the number {@link #nextSequence()}. */
    public OrderEvent cancelled(Reason why, Instant now) {
        return new OrderEvent.Cancelled(id.text(), userId, why.text(), now);
    }

    public long nextSequence() {
        return sequence + 1;
    }
}
