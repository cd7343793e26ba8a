package atelier.testing;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import java.util.Map;

/** As the document beside it describes, but for what the path asks for. */
@Controller("/things")
class Things {
    @Post
    HttpResponse<?> make(@Body Map<String, Object> body) {
        return HttpResponse.created(body);
    }

    @Get("/{id}")
    HttpResponse<?> one(String id) {
        return switch (id) {
            case "pin" -> HttpResponse.ok(Map.of("name", "pin"));
            case "needle" -> HttpResponse.ok(Map.of("name", "needle"));
            case "odd" -> HttpResponse.ok(Map.of("name", "odd", "odd", true));
            case "text" -> HttpResponse.ok("odd").contentType("text/plain");
            default -> HttpResponse.accepted();
        };
    }
}
