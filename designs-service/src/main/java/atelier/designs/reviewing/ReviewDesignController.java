package atelier.designs.reviewing;

import atelier.designs.changing.ChangeRequests;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Patch;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

@Controller("/api/designs")
@ExecuteOn(TaskExecutors.VIRTUAL)
final class ReviewDesignController {
    private final ChangeRequests changes;

    ReviewDesignController(ChangeRequests changes) {
        this.changes = changes;
    }

    @Patch("/{id}/status")
    HttpResponse<?> review(HttpRequest<?> request, String id, @Body byte[] body) {
        ChangeStatus wish = ChangeStatus.read(body);
        return changes.answer(request, id, (design, now) -> design.review(wish.status(), wish.reason(), now));
    }
}
