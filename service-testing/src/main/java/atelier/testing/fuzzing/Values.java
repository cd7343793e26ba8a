package atelier.testing.fuzzing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Values that fit a schema, often at its edges. */
final class Values {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> LETTERS = List.of("k", "k", "\u043b", "\ud83e\udd8a");
    private static final int MOST_TRIES = 50;

    private final Dice dice;
    private final UnaryOperator<JsonNode> resolved;
    private final BiPredicate<JsonNode, JsonNode> fits;
    private final List<String> ids;

    /**
     * @param resolved follows a reference
     * @param fits whether a value, the second, fits a schema
     * @param ids of things that there are; grows while requests are answered
     */
    Values(Dice dice, UnaryOperator<JsonNode> resolved, BiPredicate<JsonNode, JsonNode> fits, List<String> ids) {
        this.dice = dice;
        this.fits = fits;
        this.resolved = resolved;
        this.ids = ids;
    }

    /** One that fits; a guess that does not, where a schema asks for more than is understood here, after many tries. */
    JsonNode fitting(JsonNode schema) {
        JsonNode guess = guess(schema);
        for (int tries = 1; tries < MOST_TRIES && !fits.test(schema, guess); tries++) {
            guess = guess(schema);
        }
        return guess;
    }

    private JsonNode guess(JsonNode any) {
        JsonNode schema = flat(any);
        if (schema.has("oneOf") && !schema.has("properties")) {
            return guess(dice.oneOf(schema.get("oneOf")));
        }
        if (schema.has("enum")) {
            return dice.oneOf(schema.get("enum"));
        }
        JsonNode type = schema.path("type");
        return switch (type.isArray() ? dice.oneOf(type).asText() : type.asText()) {
            case "object" -> object(schema);
            case "array" -> array(schema);
            case "integer", "number" -> number(schema);
            case "boolean" -> JSON.booleanNode(dice.coin());
            case "null" -> JSON.nullNode();
            default -> JSON.textNode(text(schema));
        };
    }

    /** With what it refers to and all of {@code allOf} in it. */
    private JsonNode flat(JsonNode schema) {
        ObjectNode all = JSON.objectNode();
        if (schema.has("$ref")) {
            all.setAll((ObjectNode) flat(resolved.apply(schema)));
        }
        schema.path("allOf").forEach(part -> all.setAll((ObjectNode) flat(part)));
        all.setAll((ObjectNode) schema);
        all.remove(List.of("$ref", "allOf"));
        return all;
    }

    /** One that there is, most of the time. */
    String id(String other) {
        return ids.isEmpty() || dice.oncePer(6) ? other : dice.oneOf(ids);
    }

    private ObjectNode object(JsonNode schema) {
        Set<String> required =
                schema.path("required").valueStream().map(JsonNode::asText).collect(Collectors.toSet());
        ObjectNode object = JSON.objectNode();
        schema.path("properties").properties().forEach(property -> {
            if (required.contains(property.getKey()) || dice.coin()) {
                object.set(property.getKey(), guess(property.getValue()));
            }
        });
        return object;
    }

    private ArrayNode array(JsonNode schema) {
        int least = schema.path("minItems").asInt(0);
        int most = Math.min(schema.path("maxItems").asInt(3), least + 3);
        ArrayNode array = JSON.arrayNode();
        for (int size = dice.between(least, most); array.size() < size; ) {
            array.add(guess(schema.path("items")));
        }
        return array;
    }

    /** Near its edges every third time. */
    private JsonNode number(JsonNode schema) {
        BigInteger least = schema.path("minimum").bigIntegerValue();
        BigInteger most = schema.has("maximum")
                ? schema.get("maximum").bigIntegerValue()
                : least.add(BigInteger.valueOf(1_000_000));
        return JSON.numberNode(
                switch (dice.below(6)) {
                    case 0 -> least;
                    case 1 -> most;
                    default -> least.add(BigInteger.valueOf(dice.below(1_000))).min(most);
                });
    }

    private String text(JsonNode schema) {
        int least = schema.path("minLength").asInt(0);
        int most = schema.path("maxLength").asInt(50);
        int length = dice.oncePer(4) ? most : dice.between(Math.max(1, least), Math.min(most, 20));
        Predicate<String> allowed =
                Pattern.compile(schema.path("pattern").asText()).asPredicate();
        List<String> candidates = new ArrayList<>(ids);
        candidates.addAll(List.of("USD", "JPY", "1", schema.path("example").asText("x")));
        candidates.removeIf(allowed.negate());
        String letters = dice.oneOf(LETTERS).repeat(length);
        boolean constrained = schema.has("pattern") && !allowed.test(letters);
        return constrained && !candidates.isEmpty() ? dice.oneOf(candidates) : letters;
    }
}
