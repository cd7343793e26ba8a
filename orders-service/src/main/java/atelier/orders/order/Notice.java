package atelier.orders.order;

import atelier.events.NotificationEvent;
import atelier.events.OrderEvent;
import atelier.events.TypeId;
import java.time.Instant;

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
            case OrderEvent.Cancelled order ->
                push(
                        order.userId(),
                        "order_cancelled",
                        "Order cancelled",
                        sentence(order, order.reason()),
                        order.cancelledAt());
        };
    }

    private static String sentence(OrderEvent order, String reason) {
        return "Your order " + order.orderId() + ": " + reason;
    }

    private static NotificationEvent push(String userId, String kind, String title, String message, Instant at) {
        return new NotificationEvent.Push(TypeId.next("notification").toString(), userId, kind, title, message, at);
    }
}
