package atelier.designs.registering;

import atelier.delivery.micronaut.RequestCause;
import atelier.delivery.outbox.Cause;
import atelier.designs.design.Design;
import atelier.designs.viewing.DesignView;
import atelier.idempotency.IdempotentPosts;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.URI;

@Controller("/api/designs")
@ExecuteOn(TaskExecutors.VIRTUAL)
final class RegisterDesignController {
    private final RegisteringDesign registering;
    private final IdempotentPosts posts;

    RegisterDesignController(RegisteringDesign registering, IdempotentPosts posts) {
        this.registering = registering;
        this.posts = posts;
    }

    @Post
    HttpResponse<?> register(HttpRequest<?> request, @Body byte[] body) {
        RegisterDesign wish = RegisterDesign.read(body);
        Cause cause = RequestCause.of(request);
        return posts.answer(request, body, tx -> {
            Design design = registering.register(tx, wish, cause);
            return DesignView.answer(HttpResponse.created(URI.create("/api/designs/" + design.id())), design);
        });
    }
}
