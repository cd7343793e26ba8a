package atelier.devstack.clickhouse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that are kept back until it is known that they are all there: the first in memory of its own, more in shared
 * memory as long as there is some, the rest in a temporary file.
 */
final class Spool extends OutputStream {
    private static final int OWN_BYTES = 1 << 16;
    private static final int COPY_BYTES = 1 << 16;
    private static final int TOO_MANY_BYTES = 307;

    private final SpoolMemory shared;
    private final Path folder;
    private final long maximum;
    private final Own own = new Own();
    private final List<byte[]> pieces = new ArrayList<>();
    private @Nullable FileChannel file;
    private long size;

    /**
     * @param folder of temporary files
     * @param maximum more bytes than this are refused, with ClickHouse's code 307
     */
    Spool(SpoolMemory shared, Path folder, long maximum) {
        this.shared = shared;
        this.folder = folder;
        this.maximum = maximum;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (size + length > maximum) {
            throw ChdbException.of(TOO_MANY_BYTES, "TOO_MANY_BYTES", "A body may have " + maximum + " bytes at most");
        }
        int from = offset;
        int end = offset + length;
        while (from < end) {
            int count = writeSome(bytes, from, end - from);
            from += count;
            size += count;
        }
    }

    private int writeSome(byte[] bytes, int from, int length) throws IOException {
        if (size < OWN_BYTES) {
            int count = (int) Math.min(length, OWN_BYTES - size);
            own.write(bytes, from, count);
            return count;
        }
        long inPieces = size - OWN_BYTES;
        int at = (int) (inPieces % SpoolMemory.PIECE_BYTES);
        if (file == null && at == 0) {
            byte[] piece = shared.take();
            if (piece == null) {
                file = open();
            } else {
                pieces.add(piece);
            }
        }
        if (file != null) {
            return writeAll(file, ByteBuffer.wrap(bytes, from, length));
        }
        int count = Math.min(length, SpoolMemory.PIECE_BYTES - at);
        System.arraycopy(bytes, from, pieces.getLast(), at, count);
        return count;
    }

    private FileChannel open() throws IOException {
        Path path = Files.createTempFile(folder, "body", ".tmp");
        return FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
    }

    private static int writeAll(FileChannel to, ByteBuffer bytes) throws IOException {
        int count = bytes.remaining();
        while (bytes.hasRemaining()) {
            to.write(bytes);
        }
        return count;
    }

    long size() {
        return size;
    }

    /** The first bytes as Latin-1, one char per byte. */
    String beginning(int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(length, size));
        try (Reading reading = new Reading(0)) {
            while (bytes.hasRemaining()) {
                reading.read(bytes);
            }
        }
        return new String(bytes.array(), StandardCharsets.ISO_8859_1);
    }

    /** Everything from a position on; to be read before the next write. */
    ReadableByteChannel from(long position) {
        return new Reading(position);
    }

    void copyTo(OutputStream out) throws IOException {
        byte[] bytes = new byte[COPY_BYTES];
        try (Reading reading = new Reading(0)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (reading.read(buffer.clear()) >= 0) {
                out.write(bytes, 0, buffer.position());
            }
        }
    }

    @Override
    public void close() throws IOException {
        shared.giveBack(pieces);
        pieces.clear();
        if (file != null) {
            file.close();
        }
    }

    /** Shows its bytes without a copy. */
    private static final class Own extends ByteArrayOutputStream {
        ByteBuffer from(int position) {
            return ByteBuffer.wrap(buf, position, count - position);
        }
    }

    /** Closing it leaves the spool as it is. */
    private final class Reading implements ReadableByteChannel {
        private long position;

        Reading(long position) {
            this.position = position;
        }

        @Override
        public int read(ByteBuffer into) throws IOException {
            if (position >= size) {
                return -1;
            }
            int count = readSome(into);
            position += count;
            return count;
        }

        private int readSome(ByteBuffer into) throws IOException {
            if (position < OWN_BYTES) {
                return copy(own.from((int) position), into);
            }
            long inPieces = position - OWN_BYTES;
            int piece = (int) (inPieces / SpoolMemory.PIECE_BYTES);
            if (piece < pieces.size()) {
                int at = (int) (inPieces % SpoolMemory.PIECE_BYTES);
                long length = Math.min(SpoolMemory.PIECE_BYTES - at, size - position);
                return copy(ByteBuffer.wrap(pieces.get(piece), at, (int) length), into);
            }
            if (file == null) {
                throw new IllegalStateException("closed");
            }
            return file.read(into, inPieces - (long) pieces.size() * SpoolMemory.PIECE_BYTES);
        }

        private static int copy(ByteBuffer from, ByteBuffer into) {
            int count = Math.min(from.remaining(), into.remaining());
            into.put(from.limit(from.position() + count));
            return count;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {
            // The spool is closed by whoever made it.
        }
    }
}
