package atelier.console.logs;

import atelier.console.session.Typed;
import org.jspecify.annotations.Nullable;

/** Reads {@code --limit}: a whole number from 1 to the most. */
public final class Limit {

    private Limit() {}

    /** @param text as it was typed, null if it was not: then the usual */
    public static int of(@Nullable String text, int usual, int most) {
        return text == null ? usual : (int) new Typed("--limit", text).whole(1, most);
    }
}
