package atelier.orders.order;

import atelier.events.OrderEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One step of an order as its customer follows it.
 *
 * @param status the status that was reached, or {@code on_hold} or {@code released}
 * @param eventId of the event that told of it
 */
public record TrackedStep(
        String status, Instant at, @Nullable Reason reason, String eventId) {

    /** The step that an event tells of. */
    public static TrackedStep of(OrderEvent said, String eventId) {
        return switch (said) {
            case OrderEvent.Created order -> step("created", order.createdAt(), null, eventId);
            case OrderEvent.OnHold order -> step("on_hold", order.heldAt(), order.reason(), eventId);
            case OrderEvent.Released order -> step("released", order.releasedAt(), order.reason(), eventId);
            case OrderEvent.Processed order -> step("processed", order.processedAt(), order.reason(), eventId);
            case OrderEvent.Shipped order -> step("shipped", order.shippedAt(), order.reason(), eventId);
            case OrderEvent.Delivered order -> step("delivered", order.deliveredAt(), order.reason(), eventId);
            case OrderEvent.Cancelled order -> step("cancelled", order.cancelledAt(), order.reason(), eventId);
        };
    }

    private static TrackedStep step(String status, Instant at, @Nullable String reason, String eventId) {
        return new TrackedStep(status, at, reason == null ? null : new Reason(reason), eventId);
    }
}
