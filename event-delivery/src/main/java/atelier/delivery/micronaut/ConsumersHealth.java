package atelier.delivery.micronaut;

import atelier.delivery.consuming.ConsumerStatus;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import org.reactivestreams.Publisher;

/** Not ready while a batch fails; names the record and since when. */
@Readiness
@Singleton
@Requires(beans = Consumers.class)
final class ConsumersHealth implements HealthIndicator {
    private final Consumers consumers;

    ConsumersHealth(Consumers consumers) {
        this.consumers = consumers;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        Map<String, String> details = new LinkedHashMap<>();
        boolean failing = false;
        for (ConsumerStatus status : consumers.statuses()) {
            failing |= status.failing();
            details.put(
                    status.group(),
                    status.failing() ? "failing since " + status.failingSince() + ": " + status.problem() : "well");
        }
        return Publishers.just(HealthResult.builder("consumers", failing ? HealthStatus.DOWN : HealthStatus.UP)
                .details(details)
                .build());
    }
}
