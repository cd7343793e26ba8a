package atelier.ingest.row;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing array of bytes in the number formats of ClickHouse's Native format (little endian). */
final class Bytes {

    private static final int FIRST = 1 << 12;

    /** What a column keeps between batches; one batch of megabyte values must not hold its memory for ever. */
    private static final int KEPT = 16 << 20;

    private byte[] data = new byte[FIRST];
    private int size;

    int size() {
        return size;
    }

    void int8(int value) {
        room(1);
        data[size++] = (byte) value;
    }

    void int32(int value) {
        room(Integer.BYTES);
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            data[size++] = (byte) (value >>> shift);
        }
    }

    void int64(long value) {
        room(Long.BYTES);
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            data[size++] = (byte) (value >>> shift);
        }
    }

    /** LEB128, as ClickHouse writes lengths and counts. */
    void varint(long value) {
        room(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            data[size++] = (byte) ((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        data[size++] = (byte) rest;
    }

    void string(byte[] value) {
        varint(value.length);
        room(value.length);
        System.arraycopy(value, 0, data, size, value.length);
        size += value.length;
    }

    void string(String value) {
        string(value.getBytes(StandardCharsets.UTF_8));
    }

    /** The bytes so far, not copied: valid until the next write. */
    ByteBuffer view() {
        return ByteBuffer.wrap(data, 0, size);
    }

    void clear() {
        size = 0;
        if (data.length > KEPT) {
            data = new byte[FIRST];
        }
    }

    private void room(int more) {
        int wanted = Math.addExact(size, more);
        if (wanted > data.length) {
            int doubled = (int) Math.min((long) data.length * 2, Integer.MAX_VALUE - 8);
            data = Arrays.copyOf(data, Math.max(wanted, doubled));
        }
    }
}
