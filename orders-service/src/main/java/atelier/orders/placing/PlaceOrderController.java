package atelier.orders.placing;

import atelier.delivery.micronaut.RequestCause;
import atelier.delivery.outbox.Cause;
import atelier.idempotency.IdempotentPosts;
import atelier.orders.order.Order;
import atelier.orders.order.OrderLine;
import atelier.orders.order.Placement;
import atelier.orders.order.Wish;
import atelier.orders.viewing.OrderView;
import atelier.problem.FieldError;
import atelier.problem.Problem;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

@Controller("/api/orders")
@ExecuteOn(TaskExecutors.VIRTUAL)
final class PlaceOrderController {
    private final IdempotentPosts posts;
    private final PlacingOrder placing;

    PlaceOrderController(IdempotentPosts posts, PlacingOrder placing) {
        this.posts = posts;
        this.placing = placing;
    }

    @Post
    HttpResponse<?> place(HttpRequest<?> request, @Body byte[] body) {
        Wish wish = PlaceOrderRequest.read(body);
        Cause cause = RequestCause.of(request);
        return posts.answer(request, body, tx -> answer(wish, placing.place(tx, wish, cause)));
    }

    private static HttpResponse<?> answer(Wish wish, Placement placement) {
        return switch (placement) {
            case Placement.Placed placed -> created(placed.order());
            case Placement.Refused refused ->
                Problem.invalidFields(errors(wish, refused)).response();
        };
    }

    private static HttpResponse<OrderView> created(Order order) {
        var location = URI.create("/api/orders/" + order.id().text());
        return OrderView.response(HttpResponse.created(location), order);
    }

    private static List<FieldError> errors(Wish wish, Placement.Refused refused) {
        List<FieldError> errors = new ArrayList<>();
        List<OrderLine> lines = wish.lines().all();
        for (int i = 0; i < lines.size(); i++) {
            String field = "items[" + i + "].design_id";
            lines.get(i)
                    .design()
                    .map(refused.designs()::get)
                    .ifPresent(status -> errors.add(new FieldError(
                            field, "names a design that is " + status.word() + " and cannot be ordered")));
        }
        return errors;
    }
}
