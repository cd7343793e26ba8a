package atelier.devstack.clickhouse;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** One result (or piece of one) in the engine's memory; it is gone with {@link #close}. */
final class ChdbResult implements AutoCloseable {
    private final ChdbNative engine;
    private final MemorySegment handle;

    ChdbResult(ChdbNative engine, MemorySegment handle) {
        this.engine = engine;
        this.handle = handle;
    }

    MemorySegment handle() {
        return handle;
    }

    /** @throws ChdbException if the statement failed */
    ChdbResult orThrow() {
        MemorySegment error =
                ChdbNative.call(() -> (MemorySegment) engine.resultError().invokeExact(handle));
        if (error.address() != 0) {
            throw ChdbException.said(text(error));
        }
        return this;
    }

    /** A C string. */
    @SuppressWarnings("restricted") // the engine ends its messages with a zero byte
    static String text(MemorySegment address) {
        return address.reinterpret(Long.MAX_VALUE).getString(0, StandardCharsets.UTF_8);
    }

    long length() {
        return number(engine.resultLength());
    }

    /** The bytes in pieces that fit a ByteBuffer, valid until this result is closed. */
    @SuppressWarnings("restricted") // the length is the engine's own
    ByteBuffer bytes(long from, int length) {
        MemorySegment buffer =
                ChdbNative.call(() -> (MemorySegment) engine.resultBuffer().invokeExact(handle));
        return buffer.reinterpret(from + length)
                .asSlice(from, length)
                .asByteBuffer()
                .asReadOnlyBuffer();
    }

    Statistics statistics() {
        return new Statistics(
                number(engine.rowsRead()),
                number(engine.bytesRead()),
                number(engine.rowsWritten()),
                number(engine.bytesWritten()),
                number(engine.rowsReturned()),
                length());
    }

    private long number(java.lang.invoke.MethodHandle of) {
        return ChdbNative.call(() -> (long) of.invokeExact(handle));
    }

    @Override
    public void close() {
        ChdbNative.call(() -> {
            engine.destroyResult().invokeExact(handle);
            return true;
        });
    }
}
