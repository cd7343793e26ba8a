package atelier.console.proof;

import atelier.console.session.Failure;
import org.jspecify.annotations.Nullable;

/** What is allowed as the value of an option. */
final class Words {

    private static final int FASTEST = 10_000_000;

    private Words() {}

    static String topic(String option, String name) {
        if (!name.matches("[a-zA-Z0-9._-]{1,249}")) {
            throw Failure.usage(option + ": \"" + name + "\" is not allowed: 1 to 249 of a-z A-Z 0-9 . _ -");
        }
        return name;
    }

    static long number(String option, String text, long least, long most) {
        long number = text.matches("[0-9]{1,18}") ? Long.parseLong(text) : -1;
        if (number < least || number > most) {
            throw Failure.usage(
                    option + ": \"" + text + "\" is not allowed: a whole number from " + least + " to " + most);
        }
        return number;
    }

    /** Records a second; 0 = without a limit. */
    static long rate(@Nullable String text) {
        if (text == null) {
            return 0;
        }
        return number("--rate", text.endsWith("/s") ? text.substring(0, text.length() - 2) : text, 1, FASTEST);
    }

    static String format(String text) {
        if (!text.equals("table") && !text.equals("json")) {
            throw Failure.usage("--format: \"" + text + "\" is not allowed: table or json");
        }
        return text;
    }
}
