package atelier.problem.reading;

import atelier.problem.Problem;
import atelier.problem.ProblemException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one JSON object, asked for one by one. A field at fault is noted and stands as an empty text, the least number or null until
 * {@link #done()}, which ends the request with all that was noted: call it before anything read here is used. An explicit null is an absent field.
 */
public final class Fields {
    private final ObjectNode object;
    private final String prefix;
    private final Violations violations;
    private final Set<String> asked = new LinkedHashSet<>();
    private final List<Fields> inner = new ArrayList<>();

    private Fields(ObjectNode object, String prefix, Violations violations) {
        this.object = object;
        this.prefix = prefix;
        this.violations = violations;
    }

    static Fields of(ObjectNode object) {
        return new Fields(object, "", new Violations());
    }

    /** A required text in one line. */
    public String text(String name, int maxLength) {
        return required(name, optionalText(name, maxLength), "");
    }

    public @Nullable String optionalText(String name, int maxLength) {
        return text(name, new TextRule(maxLength, false), false);
    }

    /** A text that may have several lines. */
    public @Nullable String optionalLines(String name, int maxLength) {
        return text(name, new TextRule(maxLength, true), false);
    }

    /** A required id of somebody else's making: a short text or an integer, kept as text. */
    public String textOrWhole(String name, int maxLength) {
        return required(name, text(name, new TextRule(maxLength, false), true), "");
    }

    /** A required word out of a few. */
    public String choice(String name, List<String> allowed) {
        String word = optionalText(name, Integer.MAX_VALUE);
        return required(name, word == null ? null : allowed(name, word, allowed), "");
    }

    /** A word out of a few, {@code otherwise} when it is not given. */
    public String choice(String name, List<String> allowed, String otherwise) {
        String word = optionalText(name, Integer.MAX_VALUE);
        return word == null ? otherwise : allowed(name, word, allowed);
    }

    /** A required whole number, both bounds included. */
    public long whole(String name, long least, long most) {
        return required(name, optionalWhole(name, least, most), least);
    }

    public @Nullable Long optionalWhole(String name, long least, long most) {
        JsonNode value = field(name);
        if (value == null) {
            return null;
        }
        if (!value.isIntegralNumber()) {
            violations.add(prefix + name, "must be a whole number, written without fraction or exponent");
            return least;
        }
        if (!value.canConvertToLong() || value.longValue() < least || value.longValue() > most) {
            violations.add(prefix + name, "must be between " + least + " and " + most);
            return least;
        }
        return value.longValue();
    }

    /** A required list of objects; their faults are noted here too. */
    public List<Fields> objects(String name, int least, int most) {
        JsonNode value = field(name);
        if (value == null) {
            violations.add(prefix + name, "is required");
            return List.of();
        }
        if (!value.isArray()) {
            violations.add(prefix + name, "must be a list, not " + kind(value));
            return List.of();
        }
        if (value.size() < least || value.size() > most) {
            violations.add(prefix + name, "must have " + least + " to " + most + " entries, not " + value.size());
            return List.of();
        }
        List<Fields> entries = new ArrayList<>();
        for (int i = 0; i < value.size(); i++) {
            String path = prefix + name + "[" + i + "]";
            if (value.get(i) instanceof ObjectNode entry) {
                entries.add(new Fields(entry, path + ".", violations));
            } else {
                violations.add(path, "must be an object, not " + kind(value.get(i)));
            }
        }
        inner.addAll(entries);
        return entries;
    }

    /** Whether the body names this field, with null for a value too. */
    public boolean names(String name) {
        return object.has(name);
    }

    /** Notes a fault that only the reader of this field could find. */
    public void refuse(String name, String message) {
        violations.add(prefix + name, message);
    }

    /** Ends the request with 422 if a field was at fault or was never asked for. */
    public void done() {
        refuseUnknown();
        if (violations.any()) {
            throw new ProblemException(Problem.invalidFields(violations.found()));
        }
    }

    static String kind(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT, POJO -> "an object";
            case ARRAY -> "a list";
            case STRING, BINARY -> "a text";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case NULL -> "null";
            case MISSING -> "nothing";
        };
    }

    private void refuseUnknown() {
        object.fieldNames().forEachRemaining(name -> {
            if (!asked.contains(name)) {
                violations.add(prefix + name, "is not known here; known are " + String.join(", ", asked));
            }
        });
        inner.forEach(Fields::refuseUnknown);
    }

    private @Nullable JsonNode field(String name) {
        asked.add(name);
        JsonNode value = object.get(name);
        return value == null || value.isNull() ? null : value;
    }

    private @Nullable String text(String name, TextRule rule, boolean orWhole) {
        JsonNode value = field(name);
        if (value == null) {
            return null;
        }
        if (!value.isTextual() && !(orWhole && value.isIntegralNumber())) {
            String expected = orWhole ? "a text or a whole number" : "a text";
            violations.add(prefix + name, "must be " + expected + ", not " + kind(value));
            return "";
        }
        String text = value.asText();
        Optional<String> broken = rule.broken(text);
        broken.ifPresent(why -> violations.add(prefix + name, why));
        return broken.isPresent() ? "" : text;
    }

    private String allowed(String name, String word, List<String> allowed) {
        // An empty word was noted already.
        if (!word.isEmpty() && !allowed.contains(word)) {
            violations.add(prefix + name, "must be one of " + String.join(", ", allowed));
        }
        return word;
    }

    private <T> T required(String name, @Nullable T value, T standIn) {
        if (value == null) {
            violations.add(prefix + name, "is required");
            return standIn;
        }
        return value;
    }
}
