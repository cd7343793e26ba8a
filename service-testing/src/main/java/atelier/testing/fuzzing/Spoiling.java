package atelier.testing.fuzzing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** What no caller should send. */
final class Spoiling {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int JUNK_BYTES = 40;
    private static final List<String> HARD = List.of(
            "",
            " ",
            "\u0000",
            "a\u0000b",
            "\n",
            "\u202e",
            "\u200b",
            "\ufeff",
            "\ud800",
            "\udc00x",
            "\ud83e\udd8a",
            "e\u0301",
            "null",
            "..",
            "../../etc/passwd",
            "' or 1=1 --",
            "${7*7}",
            "%s%n",
            "\\",
            "\"",
            "<script>",
            "0",
            "-1",
            "1e3",
            "9223372036854775808");
    private static final List<String> NUMBERS = List.of(
            "-1",
            "0",
            "1",
            "2147483648",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775809",
            "1e400",
            "1E-7",
            "0.5",
            "1.0",
            "-0",
            "99999999999999999999999999999999999999");

    private final Dice dice;

    Spoiling(Dice dice) {
        this.dice = dice;
    }

    /** What every reader of JSON has to expect. */
    JsonNode hard() {
        return switch (dice.below(8)) {
            case 0 -> JSON.nullNode();
            case 1 -> JSON.booleanNode(dice.coin());
            case 2 -> JSON.arrayNode().add(JSON.arrayNode().add(1));
            case 3 -> JSON.objectNode().put("x", 1);
            case 4 -> JSON.numberNode(new BigDecimal(dice.oneOf(NUMBERS)));
            case 5 -> JSON.textNode("x".repeat(1 << dice.below(16)));
            default -> JSON.textNode(dice.oneOf(HARD));
        };
    }

    String hardText() {
        return dice.below(6) == 0 ? "9".repeat(1 + dice.below(3_000)) : dice.oneOf(HARD);
    }

    /** The same bytes, cut off, doubled, or with others in between. */
    byte[] junk(byte[] sound) {
        ByteArrayOutputStream junk = new ByteArrayOutputStream();
        int at = dice.below(sound.length);
        junk.write(sound, 0, at);
        switch (dice.below(4)) {
            case 0 -> junk.write(dice.below(256));
            case 1 -> junk.write(sound, 0, sound.length);
            case 2 -> junk.writeBytes(dice.bytes(JUNK_BYTES));
            default -> {
                return junk.toByteArray();
            }
        }
        junk.write(sound, at, sound.length - at);
        return junk.toByteArray();
    }

    /** The same but for one place, some steps into it: another value, one missing, one too many. */
    JsonNode spoiled(JsonNode value) {
        JsonNode copy = value.deepCopy();
        JsonNode place = copy;
        while (place.size() > 0 && dice.below(3) == 0) {
            JsonNode child = dice.oneOf(place);
            place = child.isContainerNode() ? child : place;
            if (!child.isContainerNode()) {
                break;
            }
        }
        if (place instanceof ArrayNode array) {
            spoil(array);
        } else if (place instanceof ObjectNode object) {
            spoil(object);
        } else {
            return hard();
        }
        return copy;
    }

    private void spoil(ArrayNode array) {
        switch (array.isEmpty() ? 0 : dice.below(4)) {
            case 0 -> array.add(hard());
            case 1 -> array.remove(dice.below(array.size()));
            case 2 -> array.set(dice.below(array.size()), hard());
            default -> array.add(array.get(0));
        }
    }

    private void spoil(ObjectNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        switch (names.isEmpty() ? 0 : dice.below(4)) {
            case 0 -> object.set(dice.oneOf(HARD), hard());
            case 1 -> object.remove(dice.oneOf(names));
            default -> object.set(dice.oneOf(names), hard());
        }
    }
}
