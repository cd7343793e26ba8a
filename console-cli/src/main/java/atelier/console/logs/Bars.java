package atelier.console.logs;

/** Numbers as lengths and heights, in the block characters that every terminal has. */
final class Bars {

    private static final String EIGHTHS = " ▏▎▍▌▋▊▉█";
    private static final String HEIGHTS = "▁▂▃▄▅▆▇█";

    private Bars() {}

    /** A bar in eighths of a column; whatever is more than nothing can be seen. */
    static String bar(long value, long largest, int width) {
        if (value == 0 || largest == 0) {
            return "";
        }
        int eighths = (int) Math.max(1, Math.round(8.0 * width * value / largest));
        int rest = eighths % 8;
        return "█".repeat(eighths / 8) + (rest == 0 ? "" : EIGHTHS.charAt(rest));
    }

    /** A character for each value; nothing is a space, so that silence looks like silence. */
    static String spark(long[] values) {
        long largest = 0;
        for (long value : values) {
            largest = Math.max(largest, value);
        }
        StringBuilder line = new StringBuilder();
        for (long value : values) {
            int height = largest == 0 ? 0 : (int) Math.min(7, 8 * value / (largest + 1));
            line.append(value == 0 ? ' ' : HEIGHTS.charAt(height));
        }
        return line.toString();
    }
}
