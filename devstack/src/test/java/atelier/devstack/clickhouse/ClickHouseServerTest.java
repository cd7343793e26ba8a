package atelier.devstack.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import atelier.devstack.Ports;
import atelier.devstack.ServerFailed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClickHouseServerTest {
    private static final int BATCH = 20_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path data;
    private final ClickHouseServer server;
    private final Wire wire;

    ClickHouseServerTest(@TempDir Path data) {
        this.data = data;
        this.server = ClickHouseServer.on(data, Ports.free());
        this.wire = new Wire(server);
    }

    @Test
    void keepsItsDataWhenStoppedAndWhenKilled() throws Exception {
        try (server) {
            server.start();
            createTable();
            insertBatch(1);
            server.stop();
            assertThat(Files.readString(server.log())).doesNotContain("SIGSEGV");
            server.start();
            insertBatch(2);
            server.kill();
            server.start();
            assertThat(wire.ask("SELECT uniqExact(batch), count() FROM kept.rows"))
                    .isEqualTo("2\t" + 2 * BATCH);
        }
    }

    @Test
    void keepsOnlyWholeInsertsWhenKilledAmongThem() throws Exception {
        try (server) {
            server.start();
            createTable();
            AtomicBoolean going = new AtomicBoolean(true);
            try (var threads = Executors.newFixedThreadPool(4)) {
                List<Future<?>> writers = new ArrayList<>();
                for (int writer = 0; writer < 4; writer++) {
                    int first = writer * 1000;
                    writers.add(threads.submit(() -> {
                        for (int batch = first; going.get(); batch++) {
                            insertBatch(batch);
                        }
                        return null;
                    }));
                }
                await().atMost(PATIENCE)
                        .until(() -> Long.parseLong(wire.ask("SELECT count() FROM kept.rows")) > 10 * BATCH);
                server.kill();
                going.set(false);
                writers.forEach(writer -> assertThatThrownBy(writer::get).hasCauseInstanceOf(IOException.class));
            }
            server.start();
            assertThat(wire.ask("SELECT countIf(n != " + BATCH
                            + ") FROM (SELECT batch, count() AS n FROM kept.rows GROUP BY batch)"))
                    .isEqualTo("0");
        }
    }

    @Test
    void servesEightWritersAndEightReadersAtOnce() throws Exception {
        try (server) {
            server.start();
            createTable();
            List<Callable<Void>> work = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                int writer = i;
                work.add(() -> {
                    for (int batch = 0; batch < 5; batch++) {
                        insertBatch(writer * 100 + batch);
                    }
                    return null;
                });
                work.add(() -> {
                    for (int query = 0; query < 20; query++) {
                        assertThat(wire.ask("SELECT countIf(n != " + BATCH
                                        + ") FROM (SELECT batch, count() AS n FROM kept.rows GROUP BY batch)"))
                                .isEqualTo("0");
                    }
                    return null;
                });
            }
            try (var threads = Executors.newFixedThreadPool(work.size())) {
                for (Future<Void> done : threads.invokeAll(work)) {
                    done.get();
                }
            }
            assertThat(wire.ask("SELECT count() FROM kept.rows")).isEqualTo(String.valueOf(8 * 5 * BATCH));
        }
    }

    @Test
    void runsStatementsSideBySide() throws Exception {
        try (server) {
            server.start();
            String slow = "SELECT sum(sleepEachRow(0.01)) FROM numbers(100000) SETTINGS max_block_size = 10";
            String slowOnes = "query LIKE 'SELECT sum(sleepEachRow%'";
            try (var threads = Executors.newFixedThreadPool(4)) {
                List<Future<?>> running = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    running.add(threads.submit(() -> wire.post(Map.of(), slow.getBytes(StandardCharsets.UTF_8))));
                }
                await().atMost(PATIENCE).until(() -> wire.ask("SELECT count() FROM system.processes WHERE " + slowOnes)
                        .equals("4"));
                wire.ask("KILL QUERY WHERE " + slowOnes);
                for (Future<?> one : running) {
                    one.get();
                }
            }
        }
    }

    @Test
    void showsAndKillsAQueryByTheIdOfItsClient() throws Exception {
        try (server;
                var threads = Executors.newSingleThreadExecutor()) {
            server.start();
            var running = threads.submit(() -> wire.post(
                    Map.of("query_id", "to-be-killed"),
                    "SELECT sum(sleepEachRow(0.01)) FROM numbers(100000) SETTINGS max_block_size = 10"
                            .getBytes(StandardCharsets.UTF_8)));
            String shown = "SELECT count() FROM system.processes WHERE query_id = 'to-be-killed'";
            await().atMost(PATIENCE).until(() -> wire.ask(shown).equals("1"));

            wire.ask("KILL QUERY WHERE query_id = 'to-be-killed'");

            assertThat(running.get().body()).startsWith("Code: 394.");
            assertThat(wire.ask(shown)).isEqualTo("0");
        }
    }

    @Test
    void finishesARunningStatementBeforeItStops() throws Exception {
        try (server;
                var threads = Executors.newSingleThreadExecutor()) {
            server.start();
            createTable();
            var insert = threads.submit(() ->
                    wire.ask("INSERT INTO kept.rows SELECT 1, number FROM numbers(100) WHERE NOT ignore(sleep(2))"));
            await().atMost(PATIENCE).until(() -> wire.ask("SELECT count() FROM system.processes")
                    .equals("2"));
            server.stop();
            assertThat(insert.get()).isEmpty();
            server.start();
            assertThat(wire.ask("SELECT count() FROM kept.rows")).isEqualTo("100");
        }
    }

    @Test
    void forgetsAnInsertWhoseClientIsKilled() throws Exception {
        try (server) {
            server.start();
            createTable();
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
                socket.setSoLinger(true, 0); // a reset, as when the client's process dies
                socket.getOutputStream()
                        .write(("POST /?query=INSERT+INTO+kept.rows+FORMAT+CSV HTTP/1.1\r\nHost: x\r\n"
                                        + "Content-Length: 1000000\r\n\r\n" + "1,1\n".repeat(1000))
                                .getBytes(StandardCharsets.UTF_8));
            }
            assertThat(wire.ask("SELECT count() FROM kept.rows")).isEqualTo("0");
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(spooled()).isEmpty());
        }
    }

    @Test
    void namesATakenPort() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ClickHouseServer second = ClickHouseServer.on(data, taken.getLocalPort())) {
            assertThatThrownBy(second::start)
                    .isInstanceOf(ServerFailed.class)
                    .hasMessageContaining("port " + taken.getLocalPort());
        }
    }

    private List<Path> spooled() throws IOException {
        try (var files = Files.list(server.log().resolveSibling("engine").resolve("spool"))) {
            return files.toList();
        }
    }

    private void createTable() throws Exception {
        wire.ask("CREATE DATABASE kept");
        wire.ask("CREATE TABLE kept.rows (batch UInt32, number UInt64) ENGINE = MergeTree ORDER BY batch");
    }

    private void insertBatch(int batch) throws Exception {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < BATCH; i++) {
            rows.append(batch).append(',').append(i).append('\n');
        }
        var insert = Map.of("query", "INSERT INTO kept.rows FORMAT CSV");
        assertThat(wire.post(insert, rows.toString().getBytes(StandardCharsets.UTF_8))
                        .statusCode())
                .isEqualTo(200);
    }
}
