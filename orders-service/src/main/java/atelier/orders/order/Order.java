package atelier.orders.order;

import atelier.events.OrderEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A customer's order.
 *
 * @param heldSince since when it waits for a design; null when it does not wait
 * @param reason why it waits, went on or ended; null as long as nothing was to be said
 * @param sequence number of the last event said about it
 */
public record Order(
        OrderId id,
        String userId,
        OrderLines lines,
        Money total,
        OrderStatus status,
        @Nullable Instant heldSince,
        @Nullable Reason reason,
        long sequence,
        Instant createdAt,
        Instant updatedAt) {

    /**
     * Decides on a wish.
     *
     * @param designs where each design stands that the wish names
     */
    public static Placement place(OrderId id, Wish wish, Map<DesignId, DesignStatus> designs, Instant now) {
        var refused = new LinkedHashMap<DesignId, DesignStatus>();
        var undecided = new ArrayList<DesignId>();
        for (DesignId design : wish.lines().designs()) {
            DesignStatus status = designs.getOrDefault(design, DesignStatus.UNKNOWN);
            switch (status.verdict()) {
                case ORDERABLE -> {}
                case UNDECIDED -> undecided.add(design);
                case REFUSED -> refused.put(design, status);
            }
        }
        if (!refused.isEmpty()) {
            return new Placement.Refused(refused);
        }
        return new Placement.Placed(
                undecided.isEmpty() ? free(id, wish, now) : held(id, wish, undecided, now), undecided);
    }

    public boolean onHold() {
        return heldSince != null;
    }

    /** The steps that are possible now. */
    public List<OrderStatus> steps() {
        return onHold()
                ? status.next().stream()
                        .filter(step -> step != OrderStatus.PROCESSED)
                        .toList()
                : status.next();
    }

    /** Moves it along; its waiting, if it waits, ends with that. */
    public Advance advance(OrderStatus to, @Nullable Reason why, Instant now) {
        if (!steps().contains(to)) {
            return new Advance.Forbidden(this, to);
        }
        String text = why == null ? null : why.text();
        return switch (to) {
            // Nothing leads back to the beginning.
            case CREATED -> new Advance.Forbidden(this, to);
            case PROCESSED -> moved(to, why, now, new OrderEvent.Processed(id.text(), userId, text, now));
            case SHIPPED -> moved(to, why, now, new OrderEvent.Shipped(id.text(), userId, text, now));
            case DELIVERED -> moved(to, why, now, new OrderEvent.Delivered(id.text(), userId, text, now));
            case CANCELLED -> cancelled(why == null ? Reason.ON_REQUEST : why, now);
        };
    }

    /** What is said when it was just placed: numbered from 1, the last one with {@link #sequence()}. */
    public List<OrderEvent> firstEvents() {
        var created = new OrderEvent.Created(
                id.text(),
                userId,
                total.minor(),
                total.currency().getCurrencyCode(),
                lines.all().stream().map(OrderLine::said).toList(),
                createdAt);
        return heldSince == null || reason == null
                ? List.of(created)
                : List.of(created, new OrderEvent.OnHold(id.text(), userId, reason.text(), heldSince));
    }

    private Advance cancelled(Reason why, Instant now) {
        return moved(OrderStatus.CANCELLED, why, now, new OrderEvent.Cancelled(id.text(), userId, why.text(), now));
    }

    private Advance moved(OrderStatus to, @Nullable Reason why, Instant now, OrderEvent event) {
        var moved = new Order(id, userId, lines, total, to, null, why, sequence + 1, createdAt, now);
        return new Advance.Moved(moved, status, event);
    }

    private static Order free(OrderId id, Wish wish, Instant now) {
        return new Order(id, wish.userId(), wish.lines(), wish.total(), OrderStatus.CREATED, null, null, 1, now, now);
    }

    private static Order held(OrderId id, Wish wish, List<DesignId> undecided, Instant now) {
        var names = undecided.stream().map(DesignId::text).toList();
        var reason = new Reason("waits until approved: " + String.join(", ", names));
        return new Order(id, wish.userId(), wish.lines(), wish.total(), OrderStatus.CREATED, now, reason, 2, now, now);
    }
}
