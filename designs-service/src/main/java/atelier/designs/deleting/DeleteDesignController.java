package atelier.designs.deleting;

import atelier.designs.changing.ChangeRequests;
import atelier.designs.design.Design;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

@Controller("/api/designs")
@ExecuteOn(TaskExecutors.VIRTUAL)
final class DeleteDesignController {
    private final ChangeRequests changes;

    DeleteDesignController(ChangeRequests changes) {
        this.changes = changes;
    }

    @Delete("/{id}")
    HttpResponse<?> delete(HttpRequest<?> request, String id) {
        HttpResponse<?> answer = changes.answer(request, id, Design::delete);
        // There is nothing left to show.
        return answer.code() == HttpStatus.OK.getCode() ? HttpResponse.noContent() : answer;
    }
}
