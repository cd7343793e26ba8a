package atelier.testing.fuzzing;

import atelier.testing.HttpCalls;
import atelier.testing.OpenApiDocument;
import atelier.testing.OpenApiDocument.Operation;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** Requests for the operations of a document: one in three as described, the others spoiled in one or a few ways. */
final class RandomRequests {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String UNRESERVED = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";
    private static final Pattern UNSENDABLE = Pattern.compile("[^\t\\x20-\\x7e]");

    private final HttpCalls http;
    private final OpenApiDocument document;
    private final Dice dice;
    private final Values values;
    private final Spoiling spoiling;

    RandomRequests(HttpCalls http, OpenApiDocument document, RandomGenerator random, List<String> ids) {
        this.http = http;
        this.document = document;
        this.dice = new Dice(random);
        this.spoiling = new Spoiling(dice);
        this.values = new Values(
                dice,
                document::resolved,
                (schema, value) -> document.faults(schema, value).isEmpty(),
                ids);
    }

    /**
     * A request and what is known of it.
     *
     * @param shown for whoever has to find out
     * @param unfit what of it the document does not allow; it may have more than this
     */
    record Made(Operation operation, HttpRequest.Builder request, String shown, List<String> unfit) {}

    Made next() {
        Operation operation = dice.oneOf(document.operations().stream()
                .filter(described -> described.path().startsWith("/api/"))
                .toList());
        int spoiled = dice.below(3);
        String path = operation.path();
        StringBuilder query = new StringBuilder();
        List<String> headers = new ArrayList<>();
        List<String> unfit = new ArrayList<>();
        for (JsonNode parameter : document.parameters(operation)) {
            String name = parameter.get("name").asText();
            boolean fits = spoiled == 0 || !dice.oncePer(4);
            String value = fits ? plain(values.fitting(parameter.get("schema"))) : spoiling.hardText();
            switch (parameter.get("in").asText()) {
                case "path" -> path = path.replace("{" + name + "}", encoded(fits ? values.id(value) : value + "?"));
                case "query" -> {
                    if (dice.oncePer(3)) {
                        query.append(query.isEmpty() ? "?" : "&")
                                .append(name)
                                .append('=')
                                .append(encoded(value));
                        unfit.addAll(document.faults(parameter.get("schema"), read(parameter.get("schema"), value)));
                    }
                }
                default -> {
                    if (dice.oncePer(3)) {
                        String sent = fits && name.equals("If-Match") ? "\"" + (1 + dice.below(3)) + "\"" : value;
                        headers.addAll(List.of(name, UNSENDABLE.matcher(sent).replaceAll("~")));
                    }
                }
            }
        }
        if (spoiled == 1 && dice.oncePer(8)) {
            query.append(query.isEmpty() ? "?" : "&")
                    .append(encoded(spoiling.hardText()))
                    .append("=1");
        }
        HttpRequest.Builder request = http.request(path + query);
        JsonNode body = document.requestBody(operation);
        byte[] bytes = new byte[0];
        if (!body.isMissingNode()) {
            bytes = body(body.path("schema"), spoiled, unfit);
            headers.addAll(List.of("Content-Type", spoiled > 0 && dice.oncePer(20) ? "text/json" : "application/json"));
        }
        if (spoiled > 0 && dice.oncePer(20)) {
            headers.addAll(List.of("Accept", dice.oneOf(List.of("text/html", "*/*", "application/json;q=0", "x", ""))));
        }
        request.headers(headers.isEmpty() ? new String[] {"X-Nothing", "1"} : headers.toArray(String[]::new));
        request.method(
                operation.method(), bytes.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(bytes));
        return new Made(
                operation,
                request,
                operation.method() + " " + path + query + " " + headers + " " + shown(bytes),
                unfit);
    }

    private byte[] body(JsonNode schema, int spoiled, List<String> unfit) {
        JsonNode value = values.fitting(schema);
        if (spoiled == 1) {
            value = spoiling.spoiled(value);
        }
        unfit.addAll(document.faults(schema, value));
        byte[] bytes = value.toString().getBytes(StandardCharsets.UTF_8);
        if (spoiled == 2 && !dice.oncePer(3)) {
            // Whether it still is what the document describes is not known then.
            unfit.clear();
            return spoiling.junk(bytes);
        }
        return bytes;
    }

    private static String plain(JsonNode value) {
        return value.isValueNode() ? value.asText() : value.toString();
    }

    /** A text of a query as its schema's type reads it. */
    private static JsonNode read(JsonNode schema, String text) {
        boolean plainNumber = text.matches("-?(0|[1-9][0-9]{0,17})");
        return switch (schema.path("type").asText()) {
            case "integer" -> plainNumber ? JSON.valueToTree(Long.valueOf(text)) : JSON.valueToTree(text);
            case "boolean" ->
                text.equals("true") || text.equals("false")
                        ? JSON.valueToTree(Boolean.valueOf(text))
                        : JSON.valueToTree(text);
            default -> JSON.valueToTree(text);
        };
    }

    private static String encoded(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = UNRESERVED.indexOf(each) >= 0;
            encoded.append(
                    plain ? String.valueOf((char) each) : "%" + HexFormat.of().toHexDigits(each));
        }
        return encoded.toString();
    }

    private static String shown(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return text.length() > 500 ? text.substring(0, 500) + "… (" + bytes.length + " bytes)" : text;
    }
}
