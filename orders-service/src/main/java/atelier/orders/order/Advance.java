package atelier.orders.order;

import atelier.events.OrderEvent;

/** What came of the wish to move an order along. */
public sealed interface Advance {

    /**
     * It stands there now.
     *
     * @param event has the number {@link Order#sequence()}
     */
    record Moved(Order order, OrderStatus from, OrderEvent event) implements Advance {}

    /** That step is not among {@link Order#steps()}. */
    record Forbidden(Order order, OrderStatus to) implements Advance {}

    /** It changed since the caller looked at it. */
    record Stale(Order order) implements Advance {}

    record NoSuchOrder() implements Advance {}
}
