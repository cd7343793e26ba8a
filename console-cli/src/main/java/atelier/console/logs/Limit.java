package atelier.console.logs;

import atelier.console.session.Failure;
import org.jspecify.annotations.Nullable;

/** Reads {@code --limit}: a whole number from 1 to the most. */
public final class Limit {

    private Limit() {}

    /** @param text as it was typed, null if it was not: then the usual */
    public static int of(@Nullable String text, int usual, int most) {
        return of(text, usual, most, "--limit");
    }

    /** @param option as it is named in the message */
    static int of(@Nullable String text, int usual, int most, String option) {
        if (text == null) {
            return usual;
        }
        int number = text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : 0;
        if (number < 1 || number > most) {
            throw Failure.usage(option + ": \"" + text + "\" is not allowed: a whole number from 1 to " + most);
        }
        return number;
    }
}
