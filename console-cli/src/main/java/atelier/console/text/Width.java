package atelier.console.text;

/**
 * How many columns a terminal gives to a text: two for East Asian wide characters and emoji, none for combining marks,
 * one for the rest (Unicode Standard Annex 11). Joined emoji count as their parts, as most terminals draw them; where one
 * draws them as one, the text is narrower than said, so a line never becomes longer than the screen.
 */
public final class Width {

    private static final String CUT = "…";

    private Width() {}

    public static int of(String text) {
        int width = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            width += of(c);
            i += Character.charCount(c);
        }
        return width;
    }

    /** The beginning, with a mark when something was cut off. */
    public static String fit(String text, int columns) {
        return of(text) <= columns ? text : head(text, columns - 1) + CUT;
    }

    /** Both ends, for ids, whose tails tell them apart. */
    public static String fitMiddle(String text, int columns) {
        if (of(text) <= columns) {
            return text;
        }
        int tail = (columns - 1) / 2;
        String reversed = new StringBuilder(text).reverse().toString();
        return head(text, columns - 1 - tail) + CUT + new StringBuilder(head(reversed, tail)).reverse();
    }

    private static String head(String text, int columns) {
        int left = columns;
        int end = 0;
        while (end < text.length()) {
            int c = text.codePointAt(end);
            left -= of(c);
            if (left < 0) {
                break;
            }
            end += Character.charCount(c);
        }
        return text.substring(0, end);
    }

    private static int of(int c) {
        if (c < 0x300) {
            return 1;
        }
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default -> wide(c) ? 2 : 1;
        };
    }

    private static boolean wide(int c) {
        return c >= 0x1100
                && (c <= 0x115f
                        || (c >= 0x2e80 && c <= 0xa4cf && c != 0x303f)
                        || (c >= 0xa960 && c <= 0xa97f)
                        || (c >= 0xac00 && c <= 0xd7a3)
                        || (c >= 0xf900 && c <= 0xfaff)
                        || (c >= 0xfe30 && c <= 0xfe6f)
                        || (c >= 0xff00 && c <= 0xff60)
                        || (c >= 0xffe0 && c <= 0xffe6)
                        || (c >= 0x16fe0 && c <= 0x1b2ff)
                        || (c >= 0x1f300 && c <= 0x1f64f)
                        || (c >= 0x1f900 && c <= 0x1f9ff)
                        || (c >= 0x20000 && c <= 0x3fffd)
                        || Character.isEmojiPresentation(c));
    }
}
