package atelier.devstack.clickhouse;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.List;
import java.util.Map;

/**
 * One connection to the engine, for one statement: its settings, its current database and whatever an error leaves behind
 * go with it. Opening one takes a tenth of a millisecond. Used by one platform thread.
 */
final class ChdbSession implements AutoCloseable {
    private static final int APPEND_BYTES = 1 << 20;
    private static final int PIECE_BYTES = 1 << 26;

    private final ChdbNative engine;
    private final MemorySegment owner;
    private final MemorySegment connection;
    private final Runnable afterClose;

    /** @throws ChdbUnavailable if the engine does not take the arguments, or another process has the data */
    @SuppressWarnings("restricted") // chdb_connect returns a pointer to the connection
    ChdbSession(ChdbNative engine, List<String> arguments, Runnable afterClose) {
        this.engine = engine;
        this.afterClose = afterClose;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment argv = arena.allocate(ADDRESS, arguments.size());
            for (int i = 0; i < arguments.size(); i++) {
                argv.setAtIndex(ADDRESS, i, arena.allocateFrom(arguments.get(i)));
            }
            this.owner = ChdbNative.call(() -> (MemorySegment) engine.connect().invokeExact(arguments.size(), argv));
        }
        if (owner.address() == 0) {
            throw new ChdbUnavailable("the ClickHouse engine does not start with " + arguments
                    + ": is another process using that folder, or is it not writable?");
        }
        this.connection = owner.reinterpret(ADDRESS.byteSize()).get(ADDRESS, 0);
    }

    /** A statement and its {@code {name:Type}} parameters, which the engine binds. */
    record Bound(String sql, String format, Map<String, String> parameters) {}

    /** Runs a statement to its end and hands out the whole result. */
    Statistics run(Bound statement, ChunkReceiver receiver) throws IOException {
        try (ChdbResult result =
                new ChdbResult(engine, ChdbArguments.pass(engine.queryWithParams(), connection, statement))) {
            handOut(result.orThrow(), receiver);
            return result.statistics();
        }
    }

    /** Runs a SELECT and hands out blocks as they come; a format with a header repeats it in each. */
    Statistics stream(Bound statement, ChunkReceiver receiver) throws IOException {
        try (ChdbResult stream =
                new ChdbResult(engine, ChdbArguments.pass(engine.streamQueryWithParams(), connection, statement))) {
            stream.orThrow();
            boolean ended = false;
            try {
                Statistics total = Statistics.NONE;
                while (!ended) {
                    try (ChdbResult block = fetch(stream)) {
                        ended = block.length() == 0;
                        handOut(block, receiver);
                        total = total.plus(block.statistics());
                    }
                }
                return total;
            } finally {
                if (!ended) {
                    cancel(stream);
                }
            }
        }
    }

    /**
     * Inserts data in the format that the statement names.
     *
     * @param statement an INSERT up to, and without, its FORMAT or VALUES
     */
    Statistics insert(Bound statement, ReadableByteChannel data) throws IOException {
        MemorySegment insert = ChdbArguments.pass(engine.streamInsertWithParams(), connection, statement);
        try (Arena arena = Arena.ofConfined()) {
            throwInsertError(insert);
            MemorySegment piece = arena.allocate(APPEND_BYTES);
            ByteBuffer buffer = piece.asByteBuffer();
            boolean accepted = true;
            while (accepted && data.read(buffer.clear()) >= 0) {
                long length = buffer.position();
                int state = ChdbNative.call(() -> (int) engine.insertAppend().invokeExact(insert, piece, length));
                accepted = state == ChdbNative.CHDB_SUCCESS;
            }
            try (ChdbResult result = new ChdbResult(engine, ChdbNative.call(() ->
                    (MemorySegment) engine.insertDone().invokeExact(insert)))) {
                return result.orThrow().statistics();
            }
        } finally {
            ChdbNative.call(() -> {
                engine.destroyInsert().invokeExact(insert); // cancels, if it was not done
                return true;
            });
        }
    }

    /** What a text holds, by ClickHouse's own parser: how many statements, and whether they only read. */
    Analysis analyse(String sql) {
        try (Arena arena = Arena.ofConfined()) {
            var text = ChdbArguments.Text.of(arena, sql);
            MemorySegment report = arena.allocate(JAVA_INT, 4); // chdb_query_analysis_v1
            report.setAtIndex(JAVA_INT, 0, (int) report.byteSize());
            int state = ChdbNative.call(() -> (int) engine.classify()
                    .invokeExact(connection, text.bytes(), text.length(), MemorySegment.NULL, 0L, report));
            return state == ChdbNative.CHDB_SUCCESS
                    ? new Analysis(report.getAtIndex(JAVA_INT, 1), report.getAtIndex(JAVA_INT, 3))
                    : Analysis.UNKNOWN;
        }
    }

    /** chdb_query_analysis_v1: statement_count and query_class. */
    record Analysis(int statements, int queryClass) {
        private static final int CHDB_QUERY_READ_ONLY = 0;
        private static final int CHDB_QUERY_UNKNOWN = 4;
        static final Analysis UNKNOWN = new Analysis(0, CHDB_QUERY_UNKNOWN);

        boolean readsOnly() {
            return queryClass == CHDB_QUERY_READ_ONLY;
        }
    }

    private ChdbResult fetch(ChdbResult stream) {
        ChdbResult block = new ChdbResult(engine, ChdbNative.call(() ->
                (MemorySegment) engine.streamFetch().invokeExact(connection, stream.handle())));
        try {
            return block.orThrow();
        } catch (ChdbException e) {
            block.close();
            throw e;
        }
    }

    private void cancel(ChdbResult stream) {
        ChdbNative.call(() -> {
            engine.streamCancel().invokeExact(connection, stream.handle());
            return true;
        });
    }

    private static void handOut(ChdbResult result, ChunkReceiver receiver) throws IOException {
        long length = result.length();
        for (long from = 0; from < length; from += PIECE_BYTES) {
            receiver.receive(result.bytes(from, (int) Math.min(PIECE_BYTES, length - from)));
        }
    }

    private void throwInsertError(MemorySegment insert) {
        MemorySegment error =
                ChdbNative.call(() -> (MemorySegment) engine.insertError().invokeExact(insert));
        if (error.address() != 0) {
            throw ChdbException.said(ChdbResult.text(error));
        }
    }

    @Override
    public void close() {
        try {
            ChdbNative.call(() -> {
                engine.closeConnection().invokeExact(owner);
                return true;
            });
        } finally {
            afterClose.run();
        }
    }
}
