package atelier.orders.order;

import atelier.events.NotificationEvent;
import atelier.events.OrderEvent;
import atelier.events.TypeId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the customer is told about a step of an order. */
public final class Notice {
    private Notice() {}

    public static NotificationEvent of(OrderEvent said) {
        return switch (said) {
            case OrderEvent.Created order ->
                push(
                        order.userId(),
                        "order_placed",
                        "Order placed",
                        "We have your order " + order.orderId() + ".",
                        order.createdAt());
            case OrderEvent.OnHold order ->
                push(order.userId(), "order_on_hold", "Order on hold", sentence(order, order.reason()), order.heldAt());
            case OrderEvent.Released order ->
                push(
                        order.userId(),
                        "order_released",
                        "Order goes on",
                        sentence(order, order.reason()),
                        order.releasedAt());
            case OrderEvent.Processed order ->
                push(
                        order.userId(),
                        "order_processed",
                        "Order in work",
                        told(order, order.reason(), "we are making it ready."),
                        order.processedAt());
            case OrderEvent.Shipped order ->
                push(
                        order.userId(),
                        "order_shipped",
                        "Order shipped",
                        told(order, order.reason(), "it is on its way to you."),
                        order.shippedAt());
            case OrderEvent.Delivered order ->
                push(
                        order.userId(),
                        "order_delivered",
                        "Order delivered",
                        told(order, order.reason(), "it has arrived."),
                        order.deliveredAt());
            case OrderEvent.Cancelled order ->
                push(
                        order.userId(),
                        "order_cancelled",
                        "Order cancelled",
                        sentence(order, order.reason()),
                        order.cancelledAt());
        };
    }

    private static String told(OrderEvent order, @Nullable String reason, String otherwise) {
        return sentence(order, reason == null ? otherwise : reason);
    }

    private static String sentence(OrderEvent order, String reason) {
        return "Your order " + order.orderId() + ": " + reason;
    }

    private static NotificationEvent push(String userId, String kind, String title, String message, Instant at) {
        return new NotificationEvent.Push(TypeId.next("notification").toString(), userId, kind, title, message, at);
    }
}
