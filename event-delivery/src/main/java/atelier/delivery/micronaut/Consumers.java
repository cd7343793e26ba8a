package atelier.delivery.micronaut;

import atelier.delivery.consuming.ConsumerLoop;
import atelier.delivery.consuming.ConsumerSettings;
import atelier.delivery.consuming.ConsumerStatus;
import atelier.delivery.kafka.KafkaSettings;
import atelier.delivery.kafka.TopicNames;
import atelier.delivery.outbox.Transactions;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Requires;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.List;

/** The consumer loops of a service: started with the server, closed with it. */
@Singleton
@Requires(beans = Subscription.class)
final class Consumers {
    private final List<ConsumerLoop> loops;

    Consumers(
            List<Subscription> subscriptions,
            DeliverySettings settings,
            KafkaSettings kafka,
            TopicNames topics,
            Transactions transactions,
            MeterRegistry meters) {
        this.loops = subscriptions.stream()
                .map(subscription -> new ConsumerLoop(
                        ConsumerSettings.of(
                                        subscription.group(),
                                        subscription.topics().stream()
                                                .map(topic -> settings.topicPlan(topics.of(topic)))
                                                .toList())
                                .withKeepInbox(settings.keepInbox()),
                        kafka,
                        transactions,
                        subscription.handler(),
                        meters))
                .toList();
    }

    @EventListener
    void start(ServerStartupEvent started) {
        loops.forEach(ConsumerLoop::start);
    }

    @PreDestroy
    void stop() {
        loops.forEach(ConsumerLoop::close);
    }

    List<ConsumerStatus> statuses() {
        return loops.stream().map(ConsumerLoop::status).toList();
    }
}
