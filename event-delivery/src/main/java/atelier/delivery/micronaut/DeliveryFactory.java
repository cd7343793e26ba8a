package atelier.delivery.micronaut;

import atelier.delivery.kafka.KafkaSettings;
import atelier.delivery.kafka.KafkaTopics;
import atelier.delivery.kafka.TopicNames;
import atelier.delivery.outbox.Outbox;
import atelier.delivery.outbox.Transactions;
import atelier.delivery.relay.PublishedEvents;
import atelier.delivery.relay.RelaySignal;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import javax.sql.DataSource;

/** The beans that a service uses directly. */
@Factory
final class DeliveryFactory {

    @Singleton
    KafkaSettings kafka(DeliverySettings settings) {
        return settings.kafka();
    }

    @Singleton
    KafkaTopics topics(KafkaSettings kafka) {
        return new KafkaTopics(kafka);
    }

    @Singleton
    TopicNames topicNames(DeliverySettings settings) {
        return settings.topicNames();
    }

    @Singleton
    RelaySignal signal() {
        return new RelaySignal();
    }

    @Singleton
    PublishedEvents publishedEvents(RelayRunner relay, DataSource dataSource, KafkaSettings kafka) {
        return relay.publishedEvents(dataSource, kafka);
    }

    @Singleton
    Transactions transactions(DataSource dataSource, TopicNames topics, RelaySignal signal) {
        return new Transactions(dataSource, new Outbox(topics), signal);
    }
}
