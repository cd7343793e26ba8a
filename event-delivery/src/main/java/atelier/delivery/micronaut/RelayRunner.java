package atelier.delivery.micronaut;

import atelier.delivery.kafka.KafkaSettings;
import atelier.delivery.relay.ConnectionSource;
import atelier.delivery.relay.PublishedEvents;
import atelier.delivery.relay.Relay;
import atelier.delivery.relay.RelaySettings;
import atelier.delivery.relay.RelaySignal;
import atelier.delivery.relay.RelayStatus;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import javax.sql.DataSource;

/** The relay of a service's database: runs from the start of the service to its end. */
@Context
final class RelayRunner {
    private final Relay relay;
    private final boolean publishes;

    /** @param migrated only so that the relay starts after the migrations, which run when the pool is made */
    RelayRunner(
            DeliverySettings settings,
            KafkaSettings kafka,
            RelaySignal signal,
            MeterRegistry meters,
            DataSource migrated) {
        ConnectionSource database = ConnectionSource.direct(
                settings.databaseUrl(), settings.databaseUsername(), settings.databasePassword());
        this.publishes = settings.relayEnabled();
        this.relay = new Relay(
                RelaySettings.of(settings.source(), settings::topicPlan, settings.keepOutbox()),
                database,
                kafka,
                signal,
                meters);
    }

    @PostConstruct
    void start() {
        if (publishes) {
            relay.start();
        } else {
            relay.standBy();
        }
    }

    @PreDestroy
    void stop() {
        relay.close();
    }

    RelayStatus status() {
        return relay.status();
    }

    PublishedEvents publishedEvents(DataSource database, KafkaSettings kafka) {
        return PublishedEvents.of(relay, database, kafka);
    }
}
