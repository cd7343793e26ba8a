package atelier.devstack.clickhouse;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** ClickHouse refused or failed a statement: its own code and its own text. */
final class ChdbException extends RuntimeException {
    static final int UNKNOWN_EXCEPTION = 1002;

    private static final Pattern CODE = Pattern.compile("Code: (\\d+)\\. ");

    private final int code;

    private ChdbException(int code, String message) {
        super(message);
        this.code = code;
    }

    /** An error in the engine's words, which carry the code except for a few of the library's own. */
    static ChdbException said(String text) {
        Matcher matcher = CODE.matcher(text);
        if (matcher.find()) {
            return new ChdbException(
                    Integer.parseInt(matcher.group(1)),
                    text.substring(matcher.start()).strip());
        }
        return of(UNKNOWN_EXCEPTION, "UNKNOWN_EXCEPTION", text.strip());
    }

    /** An error that this package raises itself, in ClickHouse's form. */
    static ChdbException of(int code, String name, String text) {
        return new ChdbException(code, "Code: " + code + ". DB::Exception: " + text + " (" + name + ")");
    }

    int code() {
        return code;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
