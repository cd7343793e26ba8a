package atelier.logs.time;

import java.time.Duration;

/** Reads a length of time: {@code 90s}, {@code 15m}, {@code 1h30m}, {@code 7d}, {@code 2w}. */
public final class Span {

    /** For messages and help. */
    public static final String ALLOWED = "a span such as 90s, 15m, 2h, 1h30m, 7d or 2w";

    private static final int MOST_DIGITS = 9;

    private Span() {}

    /** @throws IllegalArgumentException if it is none; the message says what is allowed */
    public static Duration parse(String text) {
        Duration sum = Duration.ZERO;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                sum = sum.plusSeconds(Math.multiplyExact(number(text.substring(start, i)), seconds(c)));
                start = i + 1;
            }
        }
        if (start == 0 || start < text.length()) {
            throw new IllegalArgumentException(ALLOWED);
        }
        return sum;
    }

    private static long number(String digits) {
        if (digits.isEmpty() || digits.length() > MOST_DIGITS) {
            throw new IllegalArgumentException(ALLOWED);
        }
        return Long.parseLong(digits);
    }

    private static long seconds(char unit) {
        return switch (unit) {
            case 's' -> 1;
            case 'm' -> 60;
            case 'h' -> 3600;
            case 'd' -> 86_400;
            case 'w' -> 604_800;
            default -> throw new IllegalArgumentException(ALLOWED);
        };
    }
}
