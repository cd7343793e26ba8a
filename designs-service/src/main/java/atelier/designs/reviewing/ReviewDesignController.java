package atelier.designs.reviewing;

import atelier.delivery.micronaut.RequestCause;
import atelier.designs.design.DesignId;
import atelier.designs.design.DesignStatus;
import atelier.designs.design.Review;
import atelier.designs.viewing.DesignView;
import atelier.problem.Problem;
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

@Controller("/api/designs")
@ExecuteOn(TaskExecutors.VIRTUAL)
final class ReviewDesignController {
    private final ReviewingDesign reviewing;

    ReviewDesignController(ReviewingDesign reviewing) {
        this.reviewing = reviewing;
    }

    @Patch("/{id}/status")
    HttpResponse<?> review(HttpRequest<?> request, String id, @Body byte[] body) {
        ChangeStatus wish = ChangeStatus.read(body);
        Optional<DesignId> design = DesignId.parse(id);
        Review review = design.isPresent()
                ? reviewing.review(design.get(), wish, RequestCause.of(request))
                : new Review.NoSuchDesign();
        return switch (review) {
            case Review.Changed changed -> HttpResponse.ok(DesignView.of(changed.design()));
            case Review.Forbidden forbidden -> conflict(forbidden).response();
            case Review.NoSuchDesign none ->
                Problem.notFound("There is no such design.").response();
        };
    }

    private static Problem conflict(Review.Forbidden forbidden) {
        List<String> steps = DesignStatus.words(forbidden.from().next());
        String possible = steps.isEmpty() ? "no further step" : String.join(", ", steps);
        return Problem.of(
                        HttpStatus.CONFLICT,
                        "forbidden-step",
                        "The design is %s and cannot become %s; possible: %s."
                                .formatted(
                                        forbidden.from().word(), forbidden.to().word(), possible))
                .withAllowed(steps);
    }
}
