package atelier.delivery.micronaut;

import atelier.delivery.consuming.EventHandler;
import java.util.List;

/**
 * What a service hears: every bean of this type gets a consumer loop, from when the server has started until it stops.
 *
 * @param group the consumer group, usually {@link DeliverySettings#group}
 * @param topics default names of the topics
 * @param handler what is done about each record
 */
public record Subscription(String group, List<String> topics, EventHandler handler) {
    public Subscription {
        topics = List.copyOf(topics);
    }
}
