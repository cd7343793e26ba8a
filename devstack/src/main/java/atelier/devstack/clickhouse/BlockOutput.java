package atelier.devstack.clickhouse;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Factory;

/** Writes ClickHouse's compressed blocks, by LZ4; see {@link BlockInput} for the form. */
final class BlockOutput extends OutputStream {
    private static final int PLAIN_BYTES = 1 << 16;

    private final LZ4Compressor lz4 = LZ4Factory.fastestInstance().fastCompressor();
    private final byte[] plain = new byte[PLAIN_BYTES];
    private final byte[] block =
            new byte[BlockInput.CHECKSUM_BYTES + BlockInput.HEADER_BYTES + lz4.maxCompressedLength(PLAIN_BYTES)];
    private final OutputStream out;
    private int filled;

    BlockOutput(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int from = offset;
        int left = length;
        while (left > 0) {
            int count = Math.min(left, PLAIN_BYTES - filled);
            System.arraycopy(bytes, from, plain, filled, count);
            filled += count;
            from += count;
            left -= count;
            if (filled == PLAIN_BYTES) {
                writeBlock();
            }
        }
    }

    private void writeBlock() throws IOException {
        int start = BlockInput.CHECKSUM_BYTES;
        int data = start + BlockInput.HEADER_BYTES;
        int size = BlockInput.HEADER_BYTES + lz4.compress(plain, 0, filled, block, data);
        ByteBuffer buffer = ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN);
        buffer.put(start, BlockInput.LZ4).putInt(start + 1, size).putInt(start + 5, filled);
        var hash = CityHash.hash128(block, start, size);
        buffer.putLong(0, hash.low()).putLong(8, hash.high());
        out.write(block, 0, start + size);
        filled = 0;
    }

    @Override
    public void close() throws IOException {
        if (filled > 0) {
            writeBlock();
        }
        out.close();
    }
}
