package atelier.orders.viewing;

import atelier.orders.order.Order;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some orders, newest first.
 *
 * @param nextCursor what to ask for next; null on the last page
 */
@Serdeable(naming = SnakeCaseStrategy.class)
record OrderPage(List<OrderView> orders, @Nullable String nextCursor) {

    /** @param found up to one more than {@code limit} */
    static OrderPage of(List<Order> found, int limit) {
        List<OrderView> shown = found.stream().limit(limit).map(OrderView::of).toList();
        return new OrderPage(shown, found.size() > limit ? shown.getLast().id() : null);
    }
}
