package atelier.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** An OpenAPI 3.1 document, as far as a test has to ask it. */
public final class OpenApiDocument {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    private final JsonNode root;

    private OpenApiDocument(JsonNode root) {
        this.root = root;
    }

    public static OpenApiDocument parse(String yaml) {
        try {
            return new OpenApiDocument(new YAMLMapper().readTree(yaml));
        } catch (JsonProcessingException broken) {
            throw new AssertionError("the document is no YAML: " + broken.getMessage(), broken);
        }
    }

    /**
     * What can be done with a path.
     *
     * @param method in capitals
     * @param path as the document writes it, with names in braces
     */
    public record Operation(String method, String path, JsonNode described) {
        @Override
        public String toString() {
            return method + " " + path;
        }

        boolean isFor(String ofMethod, String ofPath) {
            return method.equals(ofMethod) && ofPath.matches(path.replaceAll("\\{[^}]+}", "[^/]+"));
        }

        public boolean hasNoParameters() {
            return !path.contains("{");
        }
    }

    public List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        root.path("paths").properties().forEach(path -> resolved(path.getValue()).properties().stream()
                .filter(entry -> METHODS.contains(entry.getKey()))
                .map(entry -> new Operation(entry.getKey().toUpperCase(Locale.ROOT), path.getKey(), entry.getValue()))
                .forEach(operations::add));
        return operations;
    }

    /** The operation for a request; of several that fit, the one with the fewest names in braces. */
    Optional<Operation> operation(String method, String path) {
        Stream<Operation> fit = operations().stream().filter(operation -> operation.isFor(method, path));
        return fit.min((one, other) -> Long.compare(braces(one), braces(other)));
    }

    private static long braces(Operation operation) {
        return operation.path().chars().filter(character -> character == '{').count();
    }

    /** What is said about an answer, by its status or by {@code default}; missing if nothing is. */
    JsonNode answer(Operation operation, int status) {
        JsonNode answers = operation.described().path("responses");
        JsonNode said = answers.path(Integer.toString(status));
        return resolved(said.isMissingNode() ? answers.path("default") : said);
    }

    public JsonNode requestBody(Operation operation) {
        return resolved(operation.described().path("requestBody"))
                .path("content")
                .path("application/json");
    }

    /** Of the path and of the operation. */
    public List<JsonNode> parameters(Operation operation) {
        return Stream.of(root.path("paths").path(operation.path()), operation.described())
                .flatMap(described -> described.path("parameters").valueStream())
                .map(this::resolved)
                .toList();
    }

    /** The examples of a body: {@code example} and {@code examples}. */
    List<JsonNode> examples(JsonNode content) {
        List<JsonNode> examples = new ArrayList<>();
        if (content.has("example")) {
            examples.add(content.get("example"));
        }
        content.path("examples")
                .forEach(example -> examples.add(resolved(example).path("value")));
        return examples;
    }

    /** What of a value the schema does not allow. */
    public List<String> faults(JsonNode schema, JsonNode value) {
        // Beside the components of the document, because that is where references lead.
        ObjectNode whole = new YAMLMapper().createObjectNode();
        whole.putArray("allOf").add(schema);
        whole.set("components", root.path("components"));
        SchemaValidatorsConfig config =
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
        return SCHEMAS.getSchema(whole, config).validate(value).stream()
                .map(ValidationMessage::getMessage)
                .sorted()
                .toList();
    }

    /** What a reference leads to; itself, if it is none. */
    public JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? resolved(root.at(node.get("$ref").asText().substring(1))) : node;
    }
}
