package atelier.ingest.proof;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** The rows of a stretch in the order of their offsets, a slice of them in memory. */
public final class TableRows {

    private static final int SLICE = 100_000;

    /** Where few offsets have rows a slice may be wide: the number of rows is limited anyway. */
    private static final long WIDEST = 1L << 40;

    private static final ByteBuffer NO_HASH = ByteBuffer.allocate(0);

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
            List<TableRow> rows = read(next, sliceEnd);
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

    /** The rows of some offsets in their order, of at most as many offsets as a slice has. */
    private List<TableRow> read(long from, long end) {
        byte[] answer = table.bytes(
                "SELECT kafka_offset, count()"
                        + (content
                                ? ", min(" + Fingerprint.SQL + ") AS lowest, max(" + Fingerprint.SQL + ") AS highest"
                                : "")
                        + """
                 FROM kafka_logs WHERE topic = {topic:String} AND topic_id = {id:UUID} AND kafka_partition = {partition:UInt32}
                    AND kafka_offset >= {from:UInt64} AND kafka_offset < {end:UInt64}
                GROUP BY kafka_offset ORDER BY kafka_offset LIMIT {limit:UInt64}""",
                Map.of(
                        "topic", stretch.partition().topic(),
                        "id", LogTable.text(stretch.topicId()),
                        "partition", String.valueOf(stretch.partition().partition()),
                        "from", String.valueOf(from),
                        "end", String.valueOf(end),
                        "limit", String.valueOf(SLICE)));
        ByteBuffer in = ByteBuffer.wrap(answer).order(ByteOrder.LITTLE_ENDIAN);
        List<TableRow> rows = new ArrayList<>();
        while (in.hasRemaining()) {
            rows.add(new TableRow(in.getLong(), in.getLong(), hash(in), hash(in)));
        }
        return rows;
    }

    private ByteBuffer hash(ByteBuffer in) {
        if (!content) {
            return NO_HASH;
        }
        byte[] hash = new byte[Fingerprint.BYTES];
        in.get(hash);
        return ByteBuffer.wrap(hash);
    }
}
