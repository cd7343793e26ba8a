package atelier.orders.order;

import atelier.events.TypeId;
import java.util.Optional;

/** Names an order: {@code order_} and 26 characters. Later ones sort behind earlier ones. */
public record OrderId(String text) {
    private static final String PREFIX = "order";

    public static OrderId next() {
        return new OrderId(TypeId.next(PREFIX).toString());
    }

    /** The id that {@code text} writes, or nothing if no order can have that id. */
    public static Optional<OrderId> parse(String text) {
        return TypeId.parse(PREFIX, text).map(id -> new OrderId(id.toString()));
    }

    @Override
    public String toString() {
        return text;
    }
}
