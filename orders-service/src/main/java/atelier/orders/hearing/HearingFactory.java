package atelier.orders.hearing;

import atelier.delivery.micronaut.DeliverySettings;
import atelier.delivery.micronaut.Subscription;
import atelier.events.Topics;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.util.List;

@Factory
final class HearingFactory {
    private static final String DEFAULT_GROUP = "main-service";

    @Singleton
    Subscription subscription(DeliverySettings settings, EventsHeard heard) {
        return new Subscription(settings.group(DEFAULT_GROUP), List.of(Topics.DESIGNS, Topics.NOTIFICATIONS), heard);
    }
}
