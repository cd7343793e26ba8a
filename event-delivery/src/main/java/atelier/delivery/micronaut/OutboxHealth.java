package atelier.delivery.micronaut;

import atelier.delivery.relay.RelayRole;
import atelier.delivery.relay.RelayStatus;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.util.Map;
import org.reactivestreams.Publisher;

/** Not ready if events cannot be appended today or tomorrow, or if nobody will publish them until an operator decides. */
@Readiness
@Singleton
final class OutboxHealth implements HealthIndicator {
    private final RelayRunner relay;

    OutboxHealth(RelayRunner relay) {
        this.relay = relay;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        RelayStatus status = relay.status();
        boolean refused = status.role() == RelayRole.REFUSED;
        String told = refused
                ? String.valueOf(status.problem())
                : status.daysReady() ? "takes events" : "has no table for today or tomorrow";
        return Publishers.just(
                HealthResult.builder("outbox", refused || !status.daysReady() ? HealthStatus.DOWN : HealthStatus.UP)
                        .details(Map.of("outbox", told))
                        .build());
    }
}
