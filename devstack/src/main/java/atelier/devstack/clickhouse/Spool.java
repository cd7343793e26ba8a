package atelier.devstack.clickhouse;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Bytes that are kept back until it is known that they are all there: in memory while small, else in a temporary file. */
final class Spool extends OutputStream {
    private static final int MEMORY_BYTES = 4 << 20;
    private static final int TOO_MANY_BYTES = 307;

    private final Path folder;
    private final long maximum;
    private Memory memory = new Memory();
    private @Nullable FileChannel file;
    private long size;

    /** @param maximum more bytes than this are refused, with ClickHouse's code 307 */
    Spool(Path folder, long maximum) {
        this.folder = folder;
        this.maximum = maximum;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        size += length;
        if (size > maximum) {
            throw ChdbException.of(TOO_MANY_BYTES, "TOO_MANY_BYTES", "A body may have " + maximum + " bytes at most");
        }
        if (file == null && size > MEMORY_BYTES) {
            file = open();
            writeAll(file, memory.bytes());
            memory = new Memory();
        }
        if (file == null) {
            memory.write(bytes, offset, length);
        } else {
            writeAll(file, ByteBuffer.wrap(bytes, offset, length));
        }
    }

    private FileChannel open() throws IOException {
        Path path = Files.createTempFile(folder, "body", ".tmp");
        return FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
    }

    private static void writeAll(FileChannel to, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            to.write(bytes);
        }
    }

    long size() {
        return size;
    }

    /** The first bytes as Latin-1, one char per byte. */
    String beginning(int length) throws IOException {
        if (file == null) {
            return new String(memory.toByteArray(), 0, Math.min(length, memory.size()), StandardCharsets.ISO_8859_1);
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(length, size));
        while (bytes.hasRemaining() && file.read(bytes, bytes.position()) >= 0) {
            // goes on until full
        }
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.ISO_8859_1);
    }

    /** Everything from a position on; one reader at a time. */
    ReadableByteChannel from(long position) throws IOException {
        if (file == null) {
            return Channels.newChannel(memory.from((int) position));
        }
        return file.position(position);
    }

    void copyTo(OutputStream out) throws IOException {
        if (file == null) {
            memory.writeTo(out);
        } else {
            Channels.newInputStream(file.position(0)).transferTo(out);
        }
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }

    /** Shows its bytes without a copy. */
    private static final class Memory extends ByteArrayOutputStream {
        ByteBuffer bytes() {
            return ByteBuffer.wrap(buf, 0, count);
        }

        ByteArrayInputStream from(int position) {
            return new ByteArrayInputStream(buf, position, count - position);
        }
    }
}
