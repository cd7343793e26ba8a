package atelier.orders.store;

import atelier.orders.order.OrderId;
import atelier.orders.order.OrderStatus;
import org.jspecify.annotations.Nullable;

/**
 * Which orders to list.
 *
 * @param onHold only those that wait for a design, or only those that do not; null: both
 * @param before list only orders made before this one
 */
public record OrderFilter(
        @Nullable String userId,
        @Nullable OrderStatus status,
        @Nullable Boolean onHold,
        @Nullable OrderId before,
        int limit) {}
