package atelier.orders.order;

/** What a customer wants to order, already read and checked; whether it can be had is decided by {@link Order#place}. */
public record Wish(String userId, OrderLines lines, Money total) {}
