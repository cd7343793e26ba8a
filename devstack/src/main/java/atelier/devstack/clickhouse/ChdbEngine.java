package atelier.devstack.clickhouse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The engine on one data folder, started once per process; hands out sessions, as many at a time as allowed. */
final class ChdbEngine implements AutoCloseable {
    private static final int TOO_MANY_SIMULTANEOUS_QUERIES = 202;
    private static final Duration WAIT_FOR_A_SESSION = Duration.ofSeconds(60);
    private static final Duration WAIT_FOR_STATEMENTS = Duration.ofSeconds(10);

    private final ChdbNative library;
    private final List<String> arguments;
    private final Semaphore free;
    private final int limit;
    /** Keeps the engine up: closing the last connection stops it. */
    private final ChdbSession keeper;

    /**
     * @param memoryBytes what the engine may take; statements beyond it fail with code 241
     * @throws ChdbUnavailable if the library is missing, or the folder is not to be had
     */
    ChdbEngine(Path folder, long memoryBytes, int limit) throws IOException {
        this.library = ChdbNative.loaded();
        Path config = Files.createDirectories(folder).resolve("engine.xml");
        Files.writeString(config, configuration(memoryBytes), StandardCharsets.UTF_8);
        ChdbNative.call(() -> {
            // The JVM needs SIGSEGV and others for itself.
            library.setSignalHandlersEnabled().invokeExact(0);
            return true;
        });
        this.arguments = new ArrayList<>(List.of(
                "clickhouse",
                "--path=" + folder.resolve("data"),
                "--config-file=" + config,
                // What clickhouse-local does differently from a server.
                "--implicit_select=0",
                "--allow_introspection_functions=0",
                "--storage_file_read_method=pread"));
        this.keeper = new ChdbSession(library, arguments, () -> {});
        this.free = new Semaphore(limit, true);
        this.limit = limit;
    }

    private static String configuration(long memoryBytes) {
        long cacheBytes = Math.max(memoryBytes / 16, 16L << 20);
        return """
                <clickhouse>
                    <max_server_memory_usage>%d</max_server_memory_usage>
                    <mark_cache_size>%d</mark_cache_size>
                    <index_mark_cache_size>%d</index_mark_cache_size>
                    <primary_index_cache_size>%d</primary_index_cache_size>
                    <uncompressed_cache_size>0</uncompressed_cache_size>
                </clickhouse>
                """.formatted(memoryBytes, cacheBytes, cacheBytes / 4, cacheBytes / 4);
    }

    /** A clean session, to be closed after one statement. Waits when all are taken. */
    ChdbSession session() throws InterruptedException {
        if (!free.tryAcquire(WAIT_FOR_A_SESSION.toMillis(), TimeUnit.MILLISECONDS)) {
            throw ChdbException.of(
                    TOO_MANY_SIMULTANEOUS_QUERIES,
                    "TOO_MANY_SIMULTANEOUS_QUERIES",
                    "Too many simultaneous queries. Maximum: " + limit);
        }
        try {
            return new ChdbSession(library, arguments, free::release);
        } catch (RuntimeException | Error e) {
            free.release();
            throw e;
        }
    }

    /** Waits a little for running statements, then stops the engine. */
    @Override
    public void close() {
        boolean idle = false;
        try {
            idle = free.tryAcquire(limit, WAIT_FOR_STATEMENTS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!idle) {
            // Stopping the engine under a running statement crashes; what it has not written yet is not promised.
            Runtime.getRuntime().halt(ClickHouseMain.STOPPED_WITH_STATEMENTS_RUNNING);
        }
        keeper.close();
        // Returns CHDBError once there was a MergeTree table; its threads are joined all the same.
        int ignored = ChdbNative.call(() -> (int) library.shutdown().invokeExact());
    }
}
