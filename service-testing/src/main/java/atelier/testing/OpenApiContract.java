package atelier.testing;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.testing.HttpCalls.Answer;
import atelier.testing.OpenApiDocument.Operation;
import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.web.router.Router;
import java.net.http.HttpRequest;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Holds a running service to the OpenAPI document that it serves. What differs is an {@link AssertionError} that names both sides. */
public final class OpenApiContract {
    /** Of every service; no part of what one is for. */
    private static final Set<String> OPERATIONS = Set.of("/openapi.yml", "/docs", "/docs/{name}", "/prometheus");

    private final RunningService service;
    private final OpenApiDocument document;

    private OpenApiContract(RunningService service, OpenApiDocument document) {
        this.service = service;
        this.document = document;
    }

    public static OpenApiContract of(RunningService service) {
        Answer served = service.http().get("/openapi.yml");
        assertThat(served.status()).as("GET /openapi.yml").isEqualTo(200);
        assertThat(served.header("Content-Type")).startsWith("application/yaml");
        return new OpenApiContract(service, OpenApiDocument.parse(served.raw().body()));
    }

    /** Every route of the service is described, and nothing else is; names in braces may differ. */
    public void describesEveryRoute() {
        Set<String> routes = service.bean(Router.class)
                .uriRoutes()
                .filter(route -> isOurs(route.getTargetMethod().getDeclaringType()))
                .filter(route -> !route.getHttpMethodName().equals("HEAD"))
                .filter(route -> !isOperations(route.getUriMatchTemplate().toPathString()))
                .map(route -> route.getHttpMethodName() + " "
                        + unnamed(route.getUriMatchTemplate().toPathString()))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> described = document.operations().stream()
                .filter(operation -> !isOperations(operation.path()))
                .map(operation -> unnamed(operation.toString()))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(described).as("operations of the document").isEqualTo(routes);
    }

    /** Each example of a request fits its schema and, where the path needs no id, is answered 200 to 299. */
    public void acceptsItsExamples() {
        for (Operation operation : document.operations()) {
            JsonNode content = document.requestBody(operation);
            for (JsonNode example : document.examples(content)) {
                assertFits(operation + " example", content.path("schema"), example);
                if (operation.hasNoParameters()) {
                    Answer answer = send(operation, example);
                    assertThat(answer.status())
                            .as(
                                    "%s with %s: %s",
                                    operation, example, answer.raw().body())
                            .isBetween(200, 299);
                }
            }
        }
    }

    /** Calls whose answers all have to be as described: status, content type, schema. */
    public HttpCalls http() {
        return service.http().seenBy(this::check);
    }

    public OpenApiDocument document() {
        return document;
    }

    private Answer send(Operation operation, JsonNode body) {
        return http().send(service.http()
                .request(operation.path())
                .header("Content-Type", "application/json")
                .method(operation.method(), HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    private void check(HttpRequest request, Answer answer) {
        String path = request.uri().getRawPath();
        Operation operation = document.operation(request.method(), path)
                .orElseThrow(() -> new AssertionError(request.method() + " " + path + " is not described"));
        JsonNode described = document.answer(operation, answer.status());
        String what = operation + " answered " + answer.status();
        assertThat(described.isMissingNode())
                .as(what + ", which is not described")
                .isFalse();
        String body = answer.raw().body();
        if (body.isEmpty()) {
            assertThat(described.path("content").size())
                    .as(what + " without a body")
                    .isZero();
            return;
        }
        String type = answer.header("Content-Type").replaceFirst(";.*", "");
        JsonNode content = described.path("content").path(type);
        assertThat(content.isMissingNode())
                .as("%s with %s, which is not described", what, type)
                .isFalse();
        assertFits(what, content.path("schema"), answer.body());
    }

    private void assertFits(String what, JsonNode schema, JsonNode value) {
        assertThat(document.faults(schema, value)).as("%s with %s", what, value).isEmpty();
    }

    /** And not Micronaut's management, which is the same everywhere. */
    private static boolean isOurs(Class<?> controller) {
        return controller.getName().startsWith("atelier.");
    }

    private static boolean isOperations(String path) {
        return OPERATIONS.contains(path) || path.startsWith("/health");
    }

    private static String unnamed(String path) {
        return path.replaceAll("\\{[^}]+}", "{}");
    }
}
