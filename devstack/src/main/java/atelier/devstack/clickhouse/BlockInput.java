package atelier.devstack.clickhouse;

import com.github.luben.zstd.Zstd;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;

/**
 * Reads ClickHouse's compressed blocks: checksum (16 bytes), method, compressed size with these 9 bytes, plain size, data.
 *
 * <p>Source of the format: ClickHouse's CompressedReadBufferBase.
 */
final class BlockInput extends InputStream {
    static final byte LZ4 = (byte) 0x82;
    static final byte ZSTD = (byte) 0x90;
    static final byte NONE = (byte) 0x02;
    static final int CHECKSUM_BYTES = 16;
    static final int HEADER_BYTES = 9;
    /** DBMS_MAX_COMPRESSED_SIZE. */
    private static final int MAX_BLOCK_BYTES = 0x40000000;

    private final InputStream in;
    private byte[] plain = new byte[0];
    private int at;

    BlockInput(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        return fill() ? plain[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, plain.length - at);
        System.arraycopy(plain, at, to, offset, count);
        at += count;
        return count;
    }

    private boolean fill() throws IOException {
        while (at == plain.length) {
            byte[] checksum = in.readNBytes(CHECKSUM_BYTES);
            if (checksum.length == 0) {
                return false;
            }
            plain = block(checksum);
            at = 0;
        }
        return true;
    }

    private byte[] block(byte[] checksum) throws IOException {
        byte[] header = in.readNBytes(HEADER_BYTES);
        if (checksum.length < CHECKSUM_BYTES || header.length < HEADER_BYTES) {
            throw new EOFException("a compressed block ends in its header");
        }
        ByteBuffer sizes = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
        int size = sizes.getInt(1);
        int plainSize = sizes.getInt(5);
        if (size < HEADER_BYTES || size > MAX_BLOCK_BYTES || plainSize < 0 || plainSize > MAX_BLOCK_BYTES) {
            throw new CorruptBody("a compressed block claims " + size + " bytes for " + plainSize);
        }
        byte[] block = Arrays.copyOf(header, size);
        if (in.readNBytes(block, HEADER_BYTES, size - HEADER_BYTES) < size - HEADER_BYTES) {
            throw new EOFException("a compressed block ends in its data");
        }
        verify(checksum, block);
        return decompressed(block, plainSize);
    }

    private static void verify(byte[] checksum, byte[] block) throws CorruptBody {
        ByteBuffer said = ByteBuffer.wrap(checksum).order(ByteOrder.LITTLE_ENDIAN);
        var hash = CityHash.hash128(block, 0, block.length);
        if (said.getLong(0) != hash.low() || said.getLong(8) != hash.high()) {
            throw new CorruptBody("the checksum of a compressed block is wrong");
        }
    }

    private static byte[] decompressed(byte[] block, int plainSize) throws CorruptBody {
        byte[] data = new byte[plainSize];
        try {
            switch (block[0]) {
                case LZ4 ->
                    LZ4Factory.fastestInstance()
                            .safeDecompressor()
                            .decompress(block, HEADER_BYTES, block.length - HEADER_BYTES, data, 0, plainSize);
                case ZSTD -> {
                    long size = Zstd.decompressByteArray(
                            data, 0, plainSize, block, HEADER_BYTES, block.length - HEADER_BYTES);
                    if (Zstd.isError(size)) {
                        throw new CorruptBody("a compressed block is broken: " + Zstd.getErrorName(size));
                    }
                }
                case NONE -> System.arraycopy(block, HEADER_BYTES, data, 0, plainSize);
                default ->
                    throw new CorruptBody("unknown compression method 0x" + Integer.toHexString(block[0] & 0xff));
            }
        } catch (LZ4Exception | IndexOutOfBoundsException e) {
            throw new CorruptBody("a compressed block is broken: " + e.getMessage());
        }
        return data;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
