package atelier.orders.store;

import atelier.orders.order.OrderId;
import atelier.orders.order.OrderStatus;
import org.jspecify.annotations.Nullable;

/**
 * Which orders to list.
 *
 * @param before list only orders made before this one
 */
public record OrderFilter(
        @Nullable String userId,
        @Nullable OrderStatus status,
        @Nullable OrderId before,
        int limit) {}
