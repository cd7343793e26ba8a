package atelier.orders.tracking;

import atelier.delivery.outbox.Transactions;
import atelier.orders.order.OrderId;
import atelier.orders.order.TrackedStep;
import atelier.orders.store.OrderTracking;
import atelier.orders.store.Orders;
import atelier.problem.Problem;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.Optional;

@Controller("/api/orders")
@ExecuteOn(TaskExecutors.VIRTUAL)
final class TrackOrderController {
    private final Transactions transactions;
    private final OrderTracking tracking;
    private final Orders orders;

    TrackOrderController(Transactions transactions, OrderTracking tracking, Orders orders) {
        this.transactions = transactions;
        this.tracking = tracking;
        this.orders = orders;
    }

    @Get("/{id}/tracking")
    HttpResponse<?> track(String id) {
        return OrderId.parse(id)
                .flatMap(this::view)
                .<HttpResponse<?>>map(HttpResponse::ok)
                .orElseGet(() -> Problem.notFound("There is no such order.").response());
    }

    /** An order of this moment has no steps yet: its events are on their way. */
    private Optional<TrackingView> view(OrderId order) {
        return transactions.inTransaction(tx -> {
            List<TrackedStep> steps = tracking.of(tx.connection(), order);
            return steps.isEmpty() && orders.find(tx.connection(), order).isEmpty()
                    ? Optional.empty()
                    : Optional.of(TrackingView.of(order, steps));
        });
    }
}
