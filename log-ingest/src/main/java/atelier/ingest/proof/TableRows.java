package atelier.ingest.proof;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** The rows of a stretch in the order of their offsets, a slice of them in memory. */
public final class TableRows {

    private static final int SLICE = 100_000;

    /** Where few offsets have rows a slice may be wide: the number of rows is limited anyway. */
    private static final long WIDEST = 1L << 40;

    private final LogTable table;
    private final Stretch stretch;
    private final boolean content;
    private final Queue<TableRow> slice = new ArrayDeque<>();

    private long next;
    private long width = SLICE;

    public TableRows(LogTable table, Stretch stretch, boolean content) {
        this.table = table;
        this.stretch = stretch;
        this.content = content;
        this.next = stretch.from();
    }

    /** The next row below an offset, or null if there is none; it stays the next one. */
    @Nullable
    public TableRow peek(long end) {
        while (slice.isEmpty() && next < end) {
            long sliceEnd = Math.min(end, next + width);
            List<TableRow> rows = table.slice(stretch, next, sliceEnd, SLICE, content);
            slice.addAll(rows);
            boolean full = rows.size() == SLICE;
            next = full ? rows.getLast().offset() + 1 : sliceEnd;
            width = full ? width : Math.min(width * 2, WIDEST);
        }
        return slice.peek();
    }

    public void skip() {
        slice.remove();
    }
}
