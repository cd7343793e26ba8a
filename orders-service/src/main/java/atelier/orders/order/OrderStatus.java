package atelier.orders.order;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Where an order stands on its way to the customer. */
public enum OrderStatus {
    CREATED,
    PROCESSED,
    SHIPPED,
    DELIVERED,
    CANCELLED;

    /** The steps that are possible from here. */
    public List<OrderStatus> next() {
        return switch (this) {
            case CREATED -> List.of(PROCESSED, CANCELLED);
            case PROCESSED -> List.of(SHIPPED, CANCELLED);
            case SHIPPED -> List.of(DELIVERED);
            case DELIVERED, CANCELLED -> List.of();
        };
    }

    /** As written in JSON, in events and in the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static List<String> words(List<OrderStatus> statuses) {
        return statuses.stream().map(OrderStatus::word).toList();
    }

    public static Optional<OrderStatus> of(String word) {
        return Arrays.stream(values())
                .filter(status -> status.word().equals(word))
                .findFirst();
    }
}
