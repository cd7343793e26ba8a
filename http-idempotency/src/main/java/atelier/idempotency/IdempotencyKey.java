package atelier.idempotency;

import atelier.problem.FieldError;
import atelier.problem.Problem;
import atelier.problem.ProblemException;
import io.micronaut.http.HttpRequest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the header: a string in quotes as structured fields (RFC 9651) have it, or the same without quotes, as many clients send it. */
final class IdempotencyKey {
    static final String HEADER = "Idempotency-Key";
    private static final int MAX_LENGTH = 255;
    private static final Pattern QUOTED = Pattern.compile("\"((?:[!#-\\[\\]-~]|\\\\[\"\\\\])*+)\"");
    private static final Pattern BARE = Pattern.compile("[!#-+\\--:<-\\[\\]-~]*+");

    private IdempotencyKey() {}

    /** The key, if there is one; a malformed one ends the request with 400. */
    static Optional<String> of(HttpRequest<?> request) {
        List<String> lines = request.getHeaders().getAll(HEADER);
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        if (lines.size() > 1) {
            throw malformed("is given " + lines.size() + " times");
        }
        String key = unquoted(lines.getFirst().strip());
        if (key.isEmpty() || key.length() > MAX_LENGTH) {
            throw malformed("must have 1 to " + MAX_LENGTH + " characters");
        }
        return Optional.of(key);
    }

    private static String unquoted(String value) {
        Matcher quoted = QUOTED.matcher(value);
        if (quoted.matches()) {
            return quoted.group(1).replaceAll("\\\\(.)", "$1");
        }
        if (BARE.matcher(value).matches()) {
            return value;
        }
        throw malformed(
                "must be visible ASCII characters in quotes, for example \"8e03978e-40d5-43dd-bc93-6894a57f9324\"");
    }

    private static ProblemException malformed(String why) {
        return new ProblemException(Problem.invalidHeaders(List.of(new FieldError(HEADER, why))));
    }
}
