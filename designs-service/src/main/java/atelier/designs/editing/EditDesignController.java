package atelier.designs.editing;

import atelier.designs.changing.ChangeRequests;
import atelier.designs.design.Edit;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Patch;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

@Controller("/api/designs")
@ExecuteOn(TaskExecutors.VIRTUAL)
final class EditDesignController {
    private final ChangeRequests changes;

    EditDesignController(ChangeRequests changes) {
        this.changes = changes;
    }

    @Patch("/{id}")
    HttpResponse<?> edit(HttpRequest<?> request, String id, @Body byte[] body) {
        Edit wish = EditDesign.read(body);
        return changes.answer(request, id, (design, now) -> design.edit(wish, now));
    }
}
