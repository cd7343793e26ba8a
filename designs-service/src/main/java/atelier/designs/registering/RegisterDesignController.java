package atelier.designs.registering;

import atelier.delivery.micronaut.RequestCause;
import atelier.designs.design.Design;
import atelier.designs.viewing.DesignView;
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

    RegisterDesignController(RegisteringDesign registering) {
        this.registering = registering;
    }

    @Post
    HttpResponse<DesignView> register(HttpRequest<?> request, @Body byte[] body) {
        Design design = registering.register(RegisterDesign.read(body), RequestCause.of(request));
        return HttpResponse.created(DesignView.of(design), URI.create("/api/designs/" + design.id()));
    }
}
