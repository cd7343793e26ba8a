package atelier.console.logs;

import atelier.logs.octets.Octets;

/** Fields of comma-separated values (RFC 4180). */
public final class Csv {

    private Csv() {}

    /** In quotes where it has to be. */
    public static String quoted(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                && text.equals(text.strip());
        return plain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }

    /** The content and its encoding: two fields. */
    public static String encoded(Octets octets) {
        String text = octets.text();
        // A reader may turn CR into LF or stop at NUL: such text is safe only as base64.
        boolean safe = text != null && text.chars().noneMatch(c -> c < 0x20 && c != '\t' && c != '\n');
        return text != null && safe ? quoted(text) + ",text" : octets.base64() + ",base64";
    }
}
