package atelier.logs.clickhouse;

import atelier.logs.octets.Octets;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads ClickHouse's RowBinary format, which has no delimiters, no names and no text: each value is read in the order and
 * with the type of its column.
 */
public final class RowReader {

    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int LONGEST_STRING = 256 * 1024 * 1024;

    private final InputStream in;

    RowReader(InputStream in) {
        this.in = new BufferedInputStream(in, BUFFER_BYTES);
    }

    /** Whether there is another row. */
    public boolean next() {
        try {
            in.mark(1);
            if (in.read() < 0) {
                return false;
            }
            in.reset();
            return true;
        } catch (IOException e) {
            throw broken(e);
        }
    }

    /** UInt8 or Bool. */
    public int uint8() {
        return bytes(1)[0] & 0xff;
    }

    public long uint32() {
        return ByteBuffer.wrap(bytes(4)).order(ByteOrder.LITTLE_ENDIAN).getInt() & 0xffff_ffffL;
    }

    public long int64() {
        return ByteBuffer.wrap(bytes(8)).order(ByteOrder.LITTLE_ENDIAN).getLong();
    }

    public Octets string() {
        return new Octets(bytes(length()));
    }

    public String text() {
        Octets octets = string();
        String text = octets.text();
        if (text == null) {
            throw new Trouble("ClickHouse answered bytes where text was expected");
        }
        return text;
    }

    public @Nullable Octets nullableString() {
        return nullable(this::string);
    }

    public <T> @Nullable T nullable(Supplier<T> value) {
        return uint8() == 1 ? null : value.get();
    }

    /** An Array, or a Map when the element is read as key and value. */
    public <T> List<T> array(Supplier<T> element) {
        int size = length();
        List<T> list = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            list.add(element.get());
        }
        return list;
    }

    private int length() {
        long length = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            int b = uint8();
            length |= (long) (b & 0x7f) << shift;
            if (b < 0x80) {
                if (length > LONGEST_STRING) {
                    break;
                }
                return (int) length;
            }
        }
        throw new Trouble("ClickHouse answered something that is not a row, or a value of more than 256 MiB");
    }

    private byte[] bytes(int count) {
        try {
            byte[] bytes = in.readNBytes(count);
            if (bytes.length < count) {
                throw new EOFException("it ended inside a row");
            }
            return bytes;
        } catch (IOException e) {
            throw broken(e);
        }
    }

    private static Trouble broken(IOException e) {
        return new Trouble("the answer of ClickHouse broke off: " + e.getMessage());
    }
}
