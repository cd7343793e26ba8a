package atelier.console.text;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the output is read.
 *
 * @param width in columns
 * @param colours whether escape sequences may be written
 */
public record Screen(int width, boolean colours) {

    /** For files and pipes, which have no width: wide enough that little is cut. */
    static final int WIDTH_OF_A_FILE = 200;

    private static final int NARROWEST = 20;
    private static final int WIDEST = 1000;

    /**
     * @param terminal the width that the launcher found when it writes to a terminal ("0" if it could not tell), else
     *     null. Asking the JDK for it would load a whole line editor
     */
    public static Screen of(@Nullable String terminal, Map<String, String> environment) {
        int width = terminal == null ? WIDTH_OF_A_FILE : columns(terminal, 80);
        boolean colours = terminal != null
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "dumb").equals("dumb");
        return new Screen(columns(environment.getOrDefault("COLUMNS", ""), width), colours);
    }

    private static int columns(String text, int otherwise) {
        boolean number = !text.isEmpty()
                && text.length() < 6
                && text.chars().allMatch(c -> c >= '0' && c <= '9')
                && Integer.parseInt(text) > 0;
        return number ? Math.clamp(Integer.parseInt(text), NARROWEST, WIDEST) : otherwise;
    }
}
