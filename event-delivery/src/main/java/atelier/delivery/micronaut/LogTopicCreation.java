package atelier.delivery.micronaut;

import atelier.delivery.Backoff;
import atelier.delivery.kafka.KafkaTopics;
import atelier.delivery.kafka.TopicNames;
import atelier.delivery.kafka.TopicPlan;
import atelier.delivery.kafka.TopicsUnavailable;
import atelier.events.Topics;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Creates the topic that services ship their log lines to. Other topics are created by who speaks or listens on them; those who ship only wait for this one, and log-ingest, which listens,
 * takes what there is.
 */
@Singleton
final class LogTopicCreation {
    private final DeliverySettings settings;
    private final KafkaTopics kafka;
    private final TopicPlan topic;
    private final CountDownLatch stop = new CountDownLatch(1);

    LogTopicCreation(DeliverySettings settings, KafkaTopics kafka, TopicNames names) {
        this.settings = settings;
        this.kafka = kafka;
        this.topic = settings.topicPlan(names.of(Topics.APPLICATION_LOGS));
    }

    /** Beside the service, which does not wait for it, and a moment later: nobody needs it while a service starts. */
    @EventListener
    void start(ServerStartupEvent started) {
        if (settings.shipsLogLines()) {
            Thread.ofVirtual().name("log-topic").start(this::create);
        }
    }

    private void create() {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));
        try {
            while (!stop.await(backoff.next().toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    kafka.ensure(List.of(topic));
                    return;
                } catch (TopicsUnavailable e) {
                    // Told by relay and consumers, which cannot do without Kafka; lines wait meanwhile.
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @PreDestroy
    void stop() {
        stop.countDown();
    }
}
