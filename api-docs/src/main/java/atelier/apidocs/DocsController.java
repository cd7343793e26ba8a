package atelier.apidocs;

import io.micronaut.core.io.ResourceResolver;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.server.types.files.StreamedFile;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/** Hands out the document and the few files of the pages. */
@Controller
@ExecuteOn(TaskExecutors.VIRTUAL)
final class DocsController {
    /** What there is, by the last part of its path. */
    private static final Map<String, String> FILES = Map.of(
            "start.js", "docs/start.js",
            "swagger-ui.css", swaggerUi("swagger-ui.css"),
            "swagger-ui-bundle.js", swaggerUi("swagger-ui-bundle.js"));

    /** Nothing from elsewhere; styles inline and images as data, because the pages make such. */
    private static final String POLICY =
            "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'";

    private final ResourceResolver resources;

    DocsController(ResourceResolver resources) {
        this.resources = resources;
    }

    @Get("/openapi.yml")
    @Produces("application/yaml")
    HttpResponse<?> document() {
        return file("openapi/openapi.yml", "application/yaml");
    }

    @Get("/docs")
    @Produces(MediaType.TEXT_HTML)
    HttpResponse<?> pages() {
        return file("docs/index.html", MediaType.TEXT_HTML);
    }

    @Get("/docs/{name}")
    @Produces(MediaType.ALL)
    HttpResponse<?> part(String name) {
        return Optional.ofNullable(FILES.get(name))
                .<HttpResponse<?>>map(path -> file(path, name.endsWith(".css") ? "text/css" : "text/javascript"))
                .orElseGet(HttpResponse::notFound);
    }

    /** The jar says itself of which version it is; its paths hold the same. */
    private static String swaggerUi(String file) {
        Properties jar = new Properties();
        try (InputStream described =
                DocsController.class.getResourceAsStream("/META-INF/maven/org.webjars/swagger-ui/pom.properties")) {
            jar.load(Objects.requireNonNull(described, "swagger-ui is not on the class path"));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return "META-INF/resources/webjars/swagger-ui/" + jar.getProperty("version") + "/" + file;
    }

    private HttpResponse<?> file(String path, String type) {
        Optional<URL> found = resources.getResource("classpath:" + path);
        if (found.isEmpty()) {
            return HttpResponse.notFound();
        }
        return HttpResponse.ok(new StreamedFile(found.get()))
                .contentType(type + ";charset=utf-8")
                .header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff");
    }
}
