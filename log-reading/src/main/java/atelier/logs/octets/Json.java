package atelier.logs.octets;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Writes one JSON object or array, on one line. */
public final class Json {

    private final StringBuilder out = new StringBuilder(256);
    private boolean first = true;

    public Json open(char bracket) {
        comma().out.append(bracket);
        first = true;
        return this;
    }

    public Json close(char bracket) {
        out.append(bracket);
        first = false;
        return this;
    }

    public Json name(String name) {
        comma().quote(name);
        out.append(':');
        first = true;
        return this;
    }

    public Json text(@Nullable String text) {
        comma();
        if (text == null) {
            out.append("null");
        } else {
            quote(text);
        }
        return this;
    }

    public Json number(long number) {
        comma().out.append(number);
        return this;
    }

    /** A number or true or false, written as it is if it is one; else as a text, as {@code nan} must be. */
    public Json literal(String literal) {
        boolean json = literal.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?|true|false");
        return json ? raw(literal) : text(literal);
    }

    /** JSON that is already written. */
    public Json raw(String json) {
        comma().out.append(json);
        return this;
    }

    /** A field that every byte can be got back from: what is not UTF-8 is in base64, and its name then ends in {@code _base64}. */
    public Json field(String name, @Nullable Octets octets) {
        if (octets == null) {
            return name(name).text(null);
        }
        String text = octets.text();
        return text == null
                ? name(name + "_base64").text(octets.base64())
                : name(name).text(text);
    }

    /** Characters so far. */
    public int length() {
        return out.length();
    }

    @Override
    public String toString() {
        return out.toString();
    }

    private Json comma() {
        if (!first) {
            out.append(',');
        }
        first = false;
        return this;
    }

    private void quote(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    // U+2028, U+2029, C1 and DEL are allowed in JSON but break line readers and terminals.
                    if (c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029) {
                        out.append("\\u").append(HexFormat.of().toHexDigits(c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
