package atelier.orders.tracking;

import atelier.orders.order.OrderId;
import atelier.orders.order.TrackedStep;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where an order is.
 *
 * @param status of the last step; null as long as nothing was heard of the order
 */
@Serdeable(naming = SnakeCaseStrategy.class)
record TrackingView(String orderId, @Nullable String status, List<Step> steps) {

    static TrackingView of(OrderId order, List<TrackedStep> tracked) {
        List<Step> steps = tracked.stream().map(Step::of).toList();
        return new TrackingView(
                order.text(), steps.isEmpty() ? null : steps.getLast().status(), steps);
    }

    /** One step. */
    @Serdeable(naming = SnakeCaseStrategy.class)
    record Step(String status, Instant at, @Nullable String reason, String eventId) {
        static Step of(TrackedStep step) {
            return new Step(
                    step.status(),
                    step.at(),
                    step.reason() == null ? null : step.reason().text(),
                    step.eventId());
        }
    }
}
