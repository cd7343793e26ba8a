package atelier.devstack.clickhouse;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Takes a result piece by piece, on the thread that runs the statement. */
@FunctionalInterface
interface ChunkReceiver {
    /** @param bytes valid only during the call */
    void receive(ByteBuffer bytes) throws IOException;
}
