package atelier.problem.reading;

import atelier.problem.FieldError;
import java.util.ArrayList;
import java.util.List;

/** What was found wrong so far, up to a limit that keeps the answer readable. Of one request, so of one thread. */
final class Violations {
    private static final int LIMIT = 50;

    private final List<FieldError> found = new ArrayList<>();

    void add(String field, String message) {
        if (found.size() < LIMIT) {
            found.add(new FieldError(shortened(field), message));
        }
    }

    boolean any() {
        return !found.isEmpty();
    }

    List<FieldError> found() {
        return List.copyOf(found);
    }

    /** Names come from the caller: an unknown field may be a megabyte long. */
    private static String shortened(String field) {
        return field.length() <= 100 ? field : field.substring(0, 100) + "…";
    }
}
