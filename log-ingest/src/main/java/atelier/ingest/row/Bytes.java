package atelier.ingest.row;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A growing sequence of bytes in the number formats of ClickHouse's Native format (little endian). It grows by chunks, so
 * that nothing is copied, and keeps for the next batch those that this one used.
 */
final class Bytes {

    private static final int FIRST = 1 << 12;
    private static final int DOUBLINGS = 6;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final List<byte[]> chunks = new ArrayList<>();
    private final List<ByteBuffer> full = new ArrayList<>();
    private long inFull;
    private byte[] chunk = {};
    private int end;

    long size() {
        return inFull + end;
    }

    void int8(int value) {
        room(1);
        chunk[end++] = (byte) value;
    }

    void int32(int value) {
        room(Integer.BYTES);
        INT.set(chunk, end, value);
        end += Integer.BYTES;
    }

    void int64(long value) {
        room(Long.BYTES);
        LONG.set(chunk, end, value);
        end += Long.BYTES;
    }

    /** LEB128, as ClickHouse writes lengths and counts. */
    void varint(long value) {
        room(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            chunk[end++] = (byte) ((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        chunk[end++] = (byte) rest;
    }

    void string(byte[] value) {
        varint(value.length);
        bytes(value, 0, value.length);
    }

    void bytes(byte[] source, int offset, int length) {
        int from = offset;
        int to = offset + length;
        while (from < to) {
            room(1);
            int piece = Math.min(to - from, chunk.length - end);
            System.arraycopy(source, from, chunk, end, piece);
            end += piece;
            from += piece;
        }
    }

    void string(String value) {
        string(value.getBytes(StandardCharsets.UTF_8));
    }

    /** The bytes so far, in order, not copied: valid until the next write. */
    List<ByteBuffer> views() {
        List<ByteBuffer> views = new ArrayList<>(full);
        if (end > 0) {
            views.add(ByteBuffer.wrap(chunk, 0, end));
        }
        return views;
    }

    void clear() {
        int used = full.size() + (end > 0 ? 1 : 0);
        chunks.subList(used, chunks.size()).clear();
        full.clear();
        inFull = 0;
        chunk = chunks.isEmpty() ? new byte[0] : chunks.getFirst();
        end = 0;
    }

    /** Some bytes in one piece; no number is cut in two. */
    private void room(int more) {
        if (chunk.length - end < more) {
            if (end > 0) {
                full.add(ByteBuffer.wrap(chunk, 0, end));
                inFull += end;
            }
            if (full.size() == chunks.size()) {
                chunks.add(new byte[FIRST << Math.min(full.size(), DOUBLINGS)]);
            }
            chunk = chunks.get(full.size());
            end = 0;
        }
    }
}
