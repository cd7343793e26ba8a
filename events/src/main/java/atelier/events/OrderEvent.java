package atelier.events;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What happens to an order. */
public sealed interface OrderEvent extends Event {

    String orderId();

    @Override
    default String topic() {
        return Topics.ORDERS;
    }

    @Override
    default String aggregateId() {
        return orderId();
    }

    /**
     * One line of an order: a design or an article of the stock.
     *
     * @param unitPrice in minor units of the order's currency
     */
    record Item(@Nullable String designId, @Nullable String sku, int quantity, long unitPrice) {}

    /**
     * A customer ordered.
     *
     * @param total in minor units of {@code currency}
     * @param currency ISO 4217 code
     */
    record Created(String orderId, String userId, long total, String currency, List<Item> items, Instant createdAt)
            implements OrderEvent {
        public static final String TYPE = "order.created";

        public Created {
            Objects.requireNonNull(orderId, "order_id");
            Objects.requireNonNull(userId, "user_id");
            Objects.requireNonNull(currency, "currency");
            Objects.requireNonNull(createdAt, "created_at");
            items = List.copyOf(Objects.requireNonNull(items, "items"));
        }

        @Override
        public String type() {
            return TYPE;
        }
    }

    /** An order waits, because a design in it is not approved yet. */
    record OnHold(String orderId, String userId, String reason, Instant heldAt) implements OrderEvent {
        public static final String TYPE = "order.on_hold";

        public OnHold {
            Objects.requireNonNull(orderId, "order_id");
            Objects.requireNonNull(userId, "user_id");
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(heldAt, "held_at");
        }

        @Override
        public String type() {
            return TYPE;
        }
    }

    /** What an order waited for has come. */
    record Released(String orderId, String userId, String reason, Instant releasedAt) implements OrderEvent {
        public static final String TYPE = "order.released";

        public Released {
            Objects.requireNonNull(orderId, "order_id");
            Objects.requireNonNull(userId, "user_id");
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(releasedAt, "released_at");
        }

        @Override
        public String type() {
            return TYPE;
        }
    }

    /** An order is being made ready. */
    record Processed(
            String orderId, String userId, @Nullable String reason, Instant processedAt) implements OrderEvent {
        public static final String TYPE = "order.processed";

        public Processed {
            Objects.requireNonNull(orderId, "order_id");
            Objects.requireNonNull(userId, "user_id");
            Objects.requireNonNull(processedAt, "processed_at");
        }

        @Override
        public String type() {
            return TYPE;
        }
    }

    /** An order is on its way. */
    record Shipped(String orderId, String userId, @Nullable String reason, Instant shippedAt) implements OrderEvent {
        public static final String TYPE = "order.shipped";

        public Shipped {
            Objects.requireNonNull(orderId, "order_id");
            Objects.requireNonNull(userId, "user_id");
            Objects.requireNonNull(shippedAt, "shipped_at");
        }

        @Override
        public String type() {
            return TYPE;
        }
    }

    /** An order has reached the customer. */
    record Delivered(
            String orderId, String userId, @Nullable String reason, Instant deliveredAt) implements OrderEvent {
        public static final String TYPE = "order.delivered";

        public Delivered {
            Objects.requireNonNull(orderId, "order_id");
            Objects.requireNonNull(userId, "user_id");
            Objects.requireNonNull(deliveredAt, "delivered_at");
        }

        @Override
        public String type() {
            return TYPE;
        }
    }

    /** An order ended without delivery. */
    record Cancelled(String orderId, String userId, String reason, Instant cancelledAt) implements OrderEvent {
        public static final String TYPE = "order.cancelled";

        public Cancelled {
            Objects.requireNonNull(orderId, "order_id");
            Objects.requireNonNull(userId, "user_id");
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(cancelledAt, "cancelled_at");
        }

        @Override
        public String type() {
            return TYPE;
        }
    }
}
