package atelier.ingest.row;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One block of ClickHouse's Native format as it travels over HTTP: counts of columns and rows, then per column its name,
 * its type and its values. A Nullable is its null map before its values; an Array its cumulative ends before its elements; a
 * LowCardinality has a number before all that.
 */
final class NativeBlock {

    private final List<ByteBuffer> buffers = new ArrayList<>();
    private final int rows;

    NativeBlock(int columns, int rows) {
        this.rows = rows;
        Bytes head = new Bytes();
        head.varint(columns);
        head.varint(rows);
        buffers.addAll(head.views());
    }

    void column(String name, String type, Bytes... parts) {
        head(name, type);
        Arrays.stream(parts).map(Bytes::views).forEach(buffers::addAll);
    }

    /** @param type LowCardinality(String), or an Array of it */
    void column(String name, String type, List<ByteBuffer> ends, Words words) {
        head(name, type);
        Bytes prefix = new Bytes();
        prefix.int64(Words.PREFIX);
        buffers.addAll(prefix.views());
        buffers.addAll(ends);
        buffers.addAll(words.views());
    }

    void constant(String name, String type, long value) {
        Bytes column = new Bytes();
        for (int row = 0; row < rows; row++) {
            column.int64(value);
        }
        column(name, type, column);
    }

    private void head(String name, String type) {
        Bytes head = new Bytes();
        head.string(name);
        head.string(type);
        buffers.addAll(head.views());
    }

    List<ByteBuffer> buffers() {
        return List.copyOf(buffers);
    }
}
