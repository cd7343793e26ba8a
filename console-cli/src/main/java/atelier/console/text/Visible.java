package atelier.console.text;

import atelier.logs.octets.Octets;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Makes anything printable: what could move the cursor, recolour, reorder or hide text on a terminal is written as an escape. */
public final class Visible {

    private static final int ZERO_WIDTH_JOINER = 0x200d;

    private Visible() {}

    /** On one line: line ends are escaped as well. */
    public static String line(Octets octets) {
        return escaped(octets, false);
    }

    public static String line(String text) {
        StringBuilder out = new StringBuilder(text.length() + 8);
        escape(text, false, out);
        return out.toString();
    }

    /** Line ends and tabs stay. */
    public static String lines(Octets octets) {
        return escaped(octets, true);
    }

    private static String escaped(Octets octets, boolean keepLines) {
        StringBuilder out = new StringBuilder(octets.size() + 8);
        String text = octets.text();
        if (text == null) {
            salvage(octets.buffer(), keepLines, out);
        } else {
            escape(text, keepLines, out);
        }
        return out.toString();
    }

    /** Text where it is UTF-8, bytes in hexadecimal where it is not. */
    private static void salvage(ByteBuffer in, boolean keepLines, StringBuilder out) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CharBuffer chars = CharBuffer.allocate(Math.max(16, in.remaining()));
        while (true) {
            CoderResult result = decoder.decode(in, chars, true);
            escape(chars.flip(), keepLines, out);
            chars.clear();
            if (result.isUnderflow()) {
                return;
            }
            for (int i = 0; i < result.length(); i++) {
                out.append("\\x").append(HexFormat.of().toHexDigits(in.get()));
            }
            decoder.reset();
        }
    }

    private static void escape(CharSequence text, boolean keepLines, StringBuilder out) {
        text.codePoints().forEach(c -> {
            switch (c) {
                case '\n' -> out.append(keepLines ? "\n" : "\\n");
                case '\t' -> out.append(keepLines ? "\t" : "\\t");
                case '\r' -> out.append("\\r");
                default -> {
                    if (shown(c)) {
                        out.appendCodePoint(c);
                    } else if (c < 0x80) {
                        out.append("\\x").append(HexFormat.of().toHexDigits((byte) c));
                    } else {
                        out.append("\\u{").append(Integer.toHexString(c)).append('}');
                    }
                }
            }
        });
    }

    private static boolean shown(int c) {
        return c == ZERO_WIDTH_JOINER
                || switch (Character.getType(c)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR,
                            Character.SURROGATE,
                            Character.PRIVATE_USE -> false;
                    default -> true;
                };
    }
}
