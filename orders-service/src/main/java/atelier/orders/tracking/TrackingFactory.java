package atelier.orders.tracking;

import atelier.delivery.micronaut.Subscription;
import atelier.events.Topics;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;

@Factory
final class TrackingFactory {
    private static final String GROUP = "order-tracking-consumers";

    @Singleton
    @Named(GROUP)
    Subscription orders(OrdersHeard heard) {
        return new Subscription(GROUP, List.of(Topics.ORDERS), heard);
    }
}
