package atelier.orders.advancing;

import atelier.delivery.micronaut.RequestCause;
import atelier.orders.order.Advance;
import atelier.orders.order.Order;
import atelier.orders.order.OrderId;
import atelier.orders.order.OrderStatus;
import atelier.orders.viewing.OrderView;
import atelier.problem.Problem;
import atelier.problem.reading.IfMatch;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Patch;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.Optional;

@Controller("/api/orders")
@ExecuteOn(TaskExecutors.VIRTUAL)
final class AdvanceOrderController {
    private final AdvancingOrder advancing;

    AdvanceOrderController(AdvancingOrder advancing) {
        this.advancing = advancing;
    }

    @Patch("/{id}/status")
    HttpResponse<?> advance(HttpRequest<?> request, String id, @Body byte[] body) {
        ChangeStatus wish = ChangeStatus.read(body);
        IfMatch condition = IfMatch.of(request);
        Optional<OrderId> order = OrderId.parse(id);
        Advance advance = order.isPresent()
                ? advancing.advance(order.get(), condition, wish, RequestCause.of(request))
                : new Advance.NoSuchOrder();
        return switch (advance) {
            case Advance.Moved moved -> OrderView.response(HttpResponse.ok(), moved.order());
            case Advance.Forbidden forbidden ->
                conflict(forbidden.order(), forbidden.to()).response();
            case Advance.Stale stale ->
                Problem.preconditionFailed(IfMatch.etag(stale.order().sequence()));
            case Advance.NoSuchOrder none ->
                Problem.notFound("There is no such order.").response();
        };
    }

    private static Problem conflict(Order order, OrderStatus to) {
        List<String> steps = OrderStatus.words(order.steps());
        String possible = steps.isEmpty() ? "no further step" : String.join(", ", steps);
        return Problem.of(
                        HttpStatus.CONFLICT,
                        "forbidden-step",
                        "The order is %s%s and cannot become %s; possible: %s."
                                .formatted(
                                        order.status().word(),
                                        order.onHold() ? " and on hold" : "",
                                        to.word(),
                                        possible))
                .withAllowed(steps);
    }
}
