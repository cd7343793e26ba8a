package atelier.console.proof;

import atelier.console.session.Typed;
import org.jspecify.annotations.Nullable;

/** Reads {@code --rate}: records a second. */
final class Rate {

    private static final int FASTEST = 10_000_000;

    private Rate() {}

    /** 0 = as fast as it goes, if nothing was typed. */
    static long of(@Nullable String text) {
        if (text == null) {
            return 0;
        }
        String number = text.endsWith("/s") ? text.substring(0, text.length() - 2) : text;
        return new Typed("--rate", number).whole(1, FASTEST);
    }
}
