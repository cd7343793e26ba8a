package atelier.devstack.clickhouse;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Lets a format's header through with the first block only. */
final class HeaderOnce implements ChunkReceiver {
    private final ResultFormat format;
    private final ChunkReceiver receiver;
    private boolean first = true;

    HeaderOnce(ResultFormat format, ChunkReceiver receiver) {
        this.format = format;
        this.receiver = receiver;
    }

    @Override
    public void receive(ByteBuffer block) throws IOException {
        if (!first) {
            block.position(block.position() + format.headerLength(block));
        }
        first = false;
        receiver.receive(block);
    }
}
