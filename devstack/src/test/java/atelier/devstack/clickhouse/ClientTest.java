package atelier.devstack.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import atelier.devstack.TestServers;
import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.CompressionMethod;
import com.clickhouse.client.api.ServerException;
import com.clickhouse.client.api.insert.InsertSettings;
import com.clickhouse.client.api.query.QuerySettings;
import com.clickhouse.data.ClickHouseFormat;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** ClickHouse's own client, unmodified. */
class ClientTest {
    private static final int ROWS = 100_000;

    private static Client client(UnaryOperator<Client.Builder> settings) {
        return settings.apply(new Client.Builder()
                        .addEndpoint(TestServers.clickhouse().url())
                        .setUsername("default")
                        .setPassword("")
                        .setDefaultDatabase("client"))
                .build();
    }

    @BeforeEach
    void cleanTable() throws Exception {
        Wire wire = new Wire(TestServers.clickhouse());
        wire.ask("CREATE DATABASE IF NOT EXISTS client");
        wire.ask("CREATE OR REPLACE TABLE client.rows (id UInt64, name String) ENGINE = MergeTree ORDER BY id");
    }

    static Stream<Named<UnaryOperator<Client.Builder>>> compressions() {
        return Stream.of(
                Named.of("as it comes", builder -> builder),
                Named.of("no compression", builder -> builder.compressServerResponse(false)),
                Named.of("blocks both ways", builder -> builder.compressClientRequest(true)),
                Named.of("zstd blocks", builder -> builder.compressClientRequest(true)
                        .compressionMethod(CompressionMethod.ZSTD)),
                Named.of("HTTP answers", builder -> builder.useHttpCompression(true)),
                Named.of("HTTP both ways", builder -> builder.useHttpCompression(true)
                        .compressClientRequest(true)));
    }

    @ParameterizedTest
    @MethodSource("compressions")
    void writesAndReadsWithEveryCompression(UnaryOperator<Client.Builder> compression) throws Exception {
        try (Client client = client(compression)) {
            var data = new ByteArrayInputStream(rowBinary());
            try (var written =
                    client.insert("rows", data, ClickHouseFormat.RowBinary).get()) {
                assertThat(written.getWrittenRows()).isEqualTo(ROWS);
            }
            var rows = client.queryAll("SELECT * FROM rows ORDER BY id");
            assertThat(rows).hasSize(ROWS);
            assertThat(rows.getLast().getString("name")).isEqualTo("name " + (ROWS - 1));
            assertThatThrownBy(() -> client.queryAll("SELECT * FROM nosuch"))
                    .rootCause()
                    .isInstanceOfSatisfying(
                            ServerException.class, e -> assertThat(e.getCode()).isEqualTo(60));
        }
    }

    static Stream<Arguments> formats() {
        byte[] withNames = ByteBuffer.allocate(1000)
                .put((byte) 2)
                .put(string("id"))
                .put(string("name"))
                .put(string("UInt64"))
                .put(string("String"))
                .put(row(7, "seven"))
                .flip()
                .slice()
                .array();
        return Stream.of(
                Arguments.of(ClickHouseFormat.RowBinary, row(7, "seven")),
                Arguments.of(ClickHouseFormat.JSONEachRow, bytes("{\"id\":7,\"name\":\"seven\"}\n")),
                Arguments.of(ClickHouseFormat.CSV, bytes("7,\"seven\"\n")),
                Arguments.of(ClickHouseFormat.TSV, bytes("7\tseven\n")),
                Arguments.of(ClickHouseFormat.Native, nativeBlock()),
                Arguments.of(ClickHouseFormat.RowBinaryWithNamesAndTypes, trimmed(withNames)));
    }

    @ParameterizedTest
    @MethodSource("formats")
    void insertsInEveryFormat(ClickHouseFormat format, byte[] data) throws Exception {
        try (Client client = client(builder -> builder)) {
            client.insert("rows", new ByteArrayInputStream(data), format).get().close();
            var rows = client.queryAll("SELECT * FROM rows");
            assertThat(rows).hasSize(1);
            assertThat(rows.getFirst().getLong("id")).isEqualTo(7);
            assertThat(rows.getFirst().getString("name")).isEqualTo("seven");
        }
    }

    @Test
    void bindsParametersOnTheServer() {
        try (Client client = client(builder -> builder)) {
            Map<String, Object> parameters = Map.of("text", "it's {x}; \\ -- \"\tЁ", "number", 5);
            var rows = client.queryAll("SELECT {text:String} AS text, {number:UInt32} AS number", parameters);
            assertThat(rows.getFirst().getString("text")).isEqualTo("it's {x}; \\ -- \"\tЁ");
            assertThat(rows.getFirst().getInteger("number")).isEqualTo(5);
        }
    }

    @Test
    void readsTheSchemaOfATable() {
        try (Client client = client(builder -> builder)) {
            assertThat(client.getTableSchema("rows").getColumns()).hasSize(2);
            assertThat(client.ping()).isTrue();
        }
    }

    @Test
    void passesSettingsAndTokensOn() throws Exception {
        try (Client client = client(builder -> builder)) {
            client.execute("ALTER TABLE rows MODIFY SETTING non_replicated_deduplication_window = 100")
                    .get()
                    .close();
            var settings = new InsertSettings().setDeduplicationToken("same").serverSetting("async_insert", "0");
            for (int i = 0; i < 2; i++) {
                var data = new ByteArrayInputStream(row(1, "one"));
                client.insert("rows", data, ClickHouseFormat.RowBinary, settings)
                        .get()
                        .close();
            }
            assertThat(client.queryAll("SELECT count() AS n FROM rows")
                            .getFirst()
                            .getLong("n"))
                    .isEqualTo(1);
            var threads = new QuerySettings().serverSetting("max_threads", "1").setQueryId("told-by-the-client");
            try (var response =
                    client.query("SELECT getSetting('max_threads')", threads).get()) {
                assertThat(response.getQueryId()).isEqualTo("told-by-the-client");
            }
        }
    }

    @Test
    void tellsAWrongPassword() {
        try (Client client = client(builder -> builder.setPassword("wrong"))) {
            assertThatThrownBy(() -> client.query("SELECT 1").get())
                    .satisfiesAnyOf(e -> assertThat(e).isInstanceOf(ServerException.class), e -> assertThat(e)
                            .isInstanceOf(ExecutionException.class))
                    .hasMessageContaining("516");
        }
    }

    private static byte[] rowBinary() {
        ByteBuffer rows = ByteBuffer.allocate(ROWS * 32);
        for (int i = 0; i < ROWS; i++) {
            rows.put(row(i, "name " + i));
        }
        return java.util.Arrays.copyOf(rows.array(), rows.position());
    }

    private static byte[] row(long id, String name) {
        byte[] text = string(name);
        return ByteBuffer.allocate(8 + text.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(id)
                .put(text)
                .array();
    }

    private static byte[] nativeBlock() {
        return trimmed(ByteBuffer.allocate(1000)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 2)
                .put((byte) 1)
                .put(string("id"))
                .put(string("UInt64"))
                .putLong(7)
                .put(string("name"))
                .put(string("String"))
                .put(string("seven"))
                .flip()
                .slice()
                .array());
    }

    /** Without the zeros at the end. */
    private static byte[] trimmed(byte[] bytes) {
        int length = bytes.length;
        while (bytes[length - 1] == 0) {
            length--;
        }
        return java.util.Arrays.copyOf(bytes, length);
    }

    private static byte[] string(String text) {
        byte[] bytes = bytes(text);
        return ByteBuffer.allocate(1 + bytes.length)
                .put((byte) bytes.length)
                .put(bytes)
                .array();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
