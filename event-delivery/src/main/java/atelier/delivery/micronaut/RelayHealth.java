package atelier.delivery.micronaut;

import atelier.delivery.relay.RelayRole;
import atelier.delivery.relay.RelayStatus;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import org.reactivestreams.Publisher;

/** How publishing goes. Not part of readiness: a service takes requests while Kafka is away, its events wait in the outbox. */
@Singleton
final class RelayHealth implements HealthIndicator {
    private final RelayRunner relay;

    RelayHealth(RelayRunner relay) {
        this.relay = relay;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        RelayStatus status = relay.status();
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("role", status.role().name());
        if (status.role() != RelayRole.STANDBY) {
            details.put("backlog", status.backlog());
            details.put("oldest_unpublished_seconds", status.oldestUnpublished().toSeconds());
        }
        if (status.problem() != null) {
            details.put("problem", status.problem());
        }
        return Publishers.just(
                HealthResult.builder("relay", status.problem() == null ? HealthStatus.UP : HealthStatus.DOWN)
                        .details(details)
                        .build());
    }
}
