package atelier.orders.order;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One step of an order.
 *
 * @param sequence the number of the event that told of it
 * @param from null for the first one
 * @param eventType for example {@code order.shipped}; tells a hold and its end apart, which leave the status as it is
 */
public record HistoryEntry(
        long sequence,
        @Nullable OrderStatus from,
        OrderStatus to,
        @Nullable Reason reason,
        Instant at,
        String eventType) {}
