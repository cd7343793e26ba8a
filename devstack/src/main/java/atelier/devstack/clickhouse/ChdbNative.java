package atelier.devstack.clickhouse;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The C functions of libchdb (programs/local/chdb.h, 26.7) that are used here, as downcall handles.
 *
 * @param queryWithParams (connection, sql, its length, format, its length, parameter names, their lengths, values, their
 *     lengths, count) to a result; the streaming query and insert take the same
 */
@SuppressWarnings("restricted") // this is the place for native access
record ChdbNative(
        MethodHandle setSignalHandlersEnabled,
        MethodHandle connect,
        MethodHandle closeConnection,
        MethodHandle shutdown,
        MethodHandle queryWithParams,
        MethodHandle streamQueryWithParams,
        MethodHandle streamFetch,
        MethodHandle streamCancel,
        MethodHandle streamInsertWithParams,
        MethodHandle insertAppend,
        MethodHandle insertDone,
        MethodHandle insertError,
        MethodHandle destroyInsert,
        MethodHandle destroyResult,
        MethodHandle resultError,
        MethodHandle resultBuffer,
        MethodHandle resultLength,
        MethodHandle rowsReturned,
        MethodHandle rowsRead,
        MethodHandle bytesRead,
        MethodHandle rowsWritten,
        MethodHandle bytesWritten,
        MethodHandle classify) {

    /** enum chdb_state. */
    static final int CHDB_SUCCESS = 0;

    private static final FunctionDescriptor STATEMENT = FunctionDescriptor.of(
            ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG);

    /** What loading came to: kept as a value, because the second attempt would fail less clearly than the first. */
    private static final Outcome LOADED = load();

    private record Outcome(Optional<ChdbNative> handles, String failure) {}

    /** @throws ChdbUnavailable if the library is missing or does not fit */
    static ChdbNative loaded() {
        return LOADED.handles().orElseThrow(() -> new ChdbUnavailable(LOADED.failure()));
    }

    private static Outcome load() {
        try {
            Path library = ChdbLibrary.find();
            return new Outcome(Optional.of(bind(SymbolLookup.libraryLookup(library, Arena.global()))), "");
        } catch (ChdbUnavailable e) {
            return new Outcome(Optional.empty(), String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException | LinkageError e) {
            return new Outcome(
                    Optional.empty(),
                    "the ClickHouse engine does not load (" + e.getMessage() + "): run `make engine`");
        }
    }

    private static ChdbNative bind(SymbolLookup library) {
        var of = new Binder(library);
        return new ChdbNative(
                of.procedure("chdb_set_signal_handlers_enabled", JAVA_INT),
                of.function("chdb_connect", ADDRESS, JAVA_INT, ADDRESS),
                of.procedure("chdb_close_conn", ADDRESS),
                of.function("chdb_shutdown", JAVA_INT),
                of.handle("chdb_query_with_params_n", STATEMENT),
                of.handle("chdb_stream_query_with_params_n", STATEMENT),
                of.function("chdb_stream_fetch_result", ADDRESS, ADDRESS, ADDRESS),
                of.procedure("chdb_stream_cancel_query", ADDRESS, ADDRESS),
                of.handle("chdb_stream_insert_with_params_n", STATEMENT),
                of.function("chdb_stream_append", JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG),
                of.function("chdb_stream_done", ADDRESS, ADDRESS),
                of.function("chdb_stream_insert_error", ADDRESS, ADDRESS),
                of.procedure("chdb_destroy_insert_stream", ADDRESS),
                of.procedure("chdb_destroy_query_result", ADDRESS),
                of.function("chdb_result_error", ADDRESS, ADDRESS),
                of.function("chdb_result_buffer", ADDRESS, ADDRESS),
                of.function("chdb_result_length", JAVA_LONG, ADDRESS),
                of.function("chdb_result_rows_read", JAVA_LONG, ADDRESS),
                of.function("chdb_result_storage_rows_read", JAVA_LONG, ADDRESS),
                of.function("chdb_result_storage_bytes_read", JAVA_LONG, ADDRESS),
                of.function("chdb_result_rows_written", JAVA_LONG, ADDRESS),
                of.function("chdb_result_bytes_written", JAVA_LONG, ADDRESS),
                of.function(
                        "chdb_classify_query_n", JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS));
    }

    private record Binder(SymbolLookup library) {
        MethodHandle function(String name, MemoryLayout returned, MemoryLayout... arguments) {
            return handle(name, FunctionDescriptor.of(returned, arguments));
        }

        MethodHandle procedure(String name, MemoryLayout... arguments) {
            return handle(name, FunctionDescriptor.ofVoid(arguments));
        }

        MethodHandle handle(String name, FunctionDescriptor descriptor) {
            MemorySegment address = library.find(name)
                    .orElseThrow(() -> new ChdbUnavailable(
                            "the ClickHouse engine has no " + name + ", it is of another version: run `make engine`"));
            return Linker.nativeLinker().downcallHandle(address, descriptor);
        }
    }

    /** A call through a handle: {@code invokeExact} declares Throwable, though no C function throws. */
    @FunctionalInterface
    interface Call<T> {
        T invoke() throws Throwable;
    }

    static <T> T call(Call<T> call) {
        try {
            return call.invoke();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a call into the ClickHouse engine failed", e);
        }
    }
}
