package atelier.designs.changing;

import atelier.delivery.micronaut.RequestCause;
import atelier.designs.design.Change;
import atelier.designs.design.DesignId;
import atelier.designs.design.DesignStatus;
import atelier.designs.viewing.DesignView;
import atelier.problem.Problem;
import atelier.problem.reading.IfMatch;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Grants what a request wishes of one design and answers what came of it. */
@Singleton
public final class ChangeRequests {
    private final ChangingDesign changing;

    ChangeRequests(ChangingDesign changing) {
        this.changing = changing;
    }

    /** @param id as the caller wrote it */
    public HttpResponse<?> answer(HttpRequest<?> request, String id, ChangingDesign.Wish wish) {
        IfMatch condition = IfMatch.of(request);
        Optional<DesignId> design = DesignId.parse(id);
        Change change = design.isPresent()
                ? changing.change(design.get(), condition::allows, RequestCause.of(request), wish)
                : new Change.NoSuchDesign();
        return switch (change) {
            case Change.Done done -> DesignView.answer(HttpResponse.ok(), done.design());
            case Change.Unchanged unchanged -> DesignView.answer(HttpResponse.ok(), unchanged.design());
            case Change.Forbidden forbidden -> conflict(forbidden).response();
            case Change.Stale stale ->
                Problem.preconditionFailed(IfMatch.etag(stale.current().sequence()));
            case Change.NoSuchDesign none ->
                Problem.notFound("There is no such design.").response();
        };
    }

    private static Problem conflict(Change.Forbidden forbidden) {
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
