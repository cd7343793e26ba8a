package atelier.devstack.clickhouse;

import java.nio.ByteBuffer;

/**
 * How a format behaves when a result comes in blocks: the engine formats every block as a result of its own.
 *
 * <p>{@link Whole} must not be cut up at all; {@link Rows} can simply follow one another; the others repeat a header.
 */
sealed interface ResultFormat {
    /** A frame around the rows (JSON, Pretty, Parquet, …). */
    record Whole() implements ResultFormat {}

    /** Nothing but rows. */
    record Rows() implements ResultFormat {}

    /** A number of strings with lengths in front: one or two for each column. */
    record BinaryHeader(int stringsPerColumn) implements ResultFormat {}

    /** A number of lines; with {@code quoted}, a line end may stand between double quotes. */
    record LineHeader(int lines, boolean quoted) implements ResultFormat {}

    /** Unknown formats are {@link Whole}: right for all, but a big result is then kept in memory. */
    static ResultFormat named(String format) {
        return switch (format) {
            case "TabSeparated", "TSV", "TabSeparatedRaw", "TSVRaw", "CSV", "TSKV" -> new Rows();
            case "JSONEachRow", "JSONLines", "NDJSON", "JSONStringsEachRow" -> new Rows();
            case "JSONCompactEachRow", "JSONCompactStringsEachRow", "RowBinary", "Native" -> new Rows();
            case "RowBinaryWithNames" -> new BinaryHeader(1);
            case "RowBinaryWithNamesAndTypes" -> new BinaryHeader(2);
            case "TabSeparatedWithNames", "TSVWithNames", "JSONCompactEachRowWithNames" -> new LineHeader(1, false);
            case "TabSeparatedWithNamesAndTypes", "TSVWithNamesAndTypes", "JSONCompactEachRowWithNamesAndTypes" ->
                new LineHeader(2, false);
            case "CSVWithNames" -> new LineHeader(1, true);
            case "CSVWithNamesAndTypes" -> new LineHeader(2, true);
            default -> new Whole();
        };
    }

    /** The header's length at the beginning of a block, in bytes. */
    default int headerLength(ByteBuffer block) {
        return switch (this) {
            case Whole _ -> 0;
            case Rows _ -> 0;
            case BinaryHeader header -> binaryHeader(block.duplicate(), header.stringsPerColumn());
            case LineHeader header -> lines(block.duplicate(), header.lines(), header.quoted());
        };
    }

    private static int binaryHeader(ByteBuffer block, int stringsPerColumn) {
        int start = block.position();
        long strings = varint(block) * stringsPerColumn;
        for (long i = 0; i < strings; i++) {
            int length = (int) varint(block);
            block.position(block.position() + length);
        }
        return block.position() - start;
    }

    /** LEB128. */
    private static long varint(ByteBuffer from) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte b = from.get();
            value |= (long) (b & 0x7f) << shift;
            if (b >= 0) {
                return value;
            }
        }
    }

    private static int lines(ByteBuffer block, int lines, boolean quoted) {
        int start = block.position();
        boolean inside = false;
        int left = lines;
        while (left > 0 && block.hasRemaining()) {
            byte b = block.get();
            inside ^= quoted && b == '"';
            left -= b == '\n' && !inside ? 1 : 0;
        }
        return block.position() - start;
    }
}
