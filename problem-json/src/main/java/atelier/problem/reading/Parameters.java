package atelier.problem.reading;

import atelier.problem.Problem;
import atelier.problem.ProblemException;
import io.micronaut.http.HttpRequest;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The query parameters of one request, asked for one by one; {@link #done()} ends the request with 400 if one was at fault or never asked for. */
public final class Parameters {
    private final HttpRequest<?> request;
    private final Violations violations = new Violations();
    private final Set<String> asked = new LinkedHashSet<>();
    private final Set<String> refused = new HashSet<>();

    private Parameters(HttpRequest<?> request) {
        this.request = request;
    }

    public static Parameters of(HttpRequest<?> request) {
        return new Parameters(request);
    }

    public @Nullable String text(String name, int maxLength) {
        asked.add(name);
        List<String> values = request.getParameters().getAll(name);
        if (values.isEmpty()) {
            return null;
        }
        if (values.size() > 1) {
            refuse(name, "is given " + values.size() + " times");
            return null;
        }
        String value = values.getFirst();
        new TextRule(maxLength, false).broken(value).ifPresent(why -> refuse(name, why));
        return value;
    }

    /** The values of a parameter that may be repeated. */
    public List<String> texts(String name, int maxLength, int most) {
        asked.add(name);
        List<String> values = request.getParameters().getAll(name);
        if (values.size() > most) {
            refuse(name, "is given " + values.size() + " times; at most " + most + " are allowed");
            return List.of();
        }
        for (String value : values) {
            new TextRule(maxLength, false).broken(value).ifPresent(why -> refuse(name, why));
        }
        return List.copyOf(values);
    }

    /** A word out of a few. */
    public @Nullable String choice(String name, List<String> allowed) {
        String word = text(name, 100);
        if (word != null && !word.isBlank() && !allowed.contains(word)) {
            refuse(name, "must be one of " + String.join(", ", allowed));
        }
        return word;
    }

    /** A whole number between the bounds, {@code otherwise} when it is not given. */
    public int whole(String name, int least, int most, int otherwise) {
        String value = text(name, 20);
        if (value == null) {
            return otherwise;
        }
        // Not parseInt alone: it takes a plus sign and other scripts' digits.
        if (value.matches("-?[0-9]{1,9}")) {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        }
        refuse(name, "must be a whole number between " + least + " and " + most);
        return otherwise;
    }

    /** Of a parameter only what is said first is told: what else is wrong with it follows from that. */
    public void refuse(String name, String message) {
        if (refused.add(name)) {
            violations.add(name, message);
        }
    }

    public void done() {
        for (String name : request.getParameters().names()) {
            if (!asked.contains(name)) {
                refuse(name, "is not known here; known are " + String.join(", ", asked));
            }
        }
        if (violations.any()) {
            throw new ProblemException(Problem.invalidParameters(violations.found()));
        }
    }
}
