package atelier.devstack.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import atelier.devstack.TestServers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClickHouseHttpTest {
    private final Wire wire = new Wire(TestServers.clickhouse());

    @BeforeEach
    void cleanTable() throws Exception {
        wire.ask("CREATE DATABASE IF NOT EXISTS http");
        wire.ask("CREATE OR REPLACE TABLE http.rows (id UInt64, name String, CONSTRAINT small CHECK id < 1000000)"
                + " ENGINE = MergeTree ORDER BY id");
    }

    @Test
    void answersLikeAServerToCurl() throws Exception {
        HttpResponse<String> one = wire.get("SELECT 1");

        assertThat(one.body()).isEqualTo("1\n");
        assertThat(one.headers().firstValue("X-ClickHouse-Format")).hasValue("TabSeparated");
        assertThat(one.headers().firstValue("X-ClickHouse-Timezone")).isPresent();
        assertThat(one.headers().firstValue("X-ClickHouse-Query-Id")).isPresent();
        assertThat(one.headers().firstValue("X-ClickHouse-Summary").orElseThrow())
                .contains("\"result_rows\":\"1\"");
    }

    @ParameterizedTest
    @CsvSource({"/,200,Ok.", "/ping,200,Ok.", "/replicas_status,200,Ok.", "/nowhere,404,There is no handle /nowhere"})
    void answersItsFixedPaths(String path, int status, String body) throws Exception {
        var connection = (HttpURLConnection)
                java.net.URI.create(wire.server().url() + path).toURL().openConnection();
        assertThat(connection.getResponseCode()).isEqualTo(status);
        var in = status == 200 ? connection.getInputStream() : connection.getErrorStream();
        assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(body + "\n");
    }

    @Test
    void refusesToChangeAnythingOnGet() throws Exception {
        assertError(wire.get("DROP TABLE http.rows"), 164, 500);
        assertError(wire.get("INSERT INTO http.rows VALUES (1, 'x')"), 164, 500);
        assertThat(wire.ask("SELECT count() FROM http.rows")).isEqualTo("0");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SELEC 1                                         |  62 | 400
            SELECT nosuch                                   |  47 | 404
            SELECT * FROM http.nosuch                       |  60 | 404
            SELECT * FROM nosuch.rows                       |  81 | 404
            INSERT INTO http.nosuch VALUES (1)              |  60 | 404
            INSERT INTO http.rows VALUES (2000000, 'big')   | 469 | 500
            INSERT INTO http.rows FORMAT CSV many,x         |  27 | 400
            SELECT 1; SELECT 2                              |  62 | 400
            SELECT throwIf(number = 3) FROM numbers(10)     | 395 | 500
            INSERT INTO http.rows SELECT * FROM input('id UInt64, name String') FORMAT CSV 1,a | 48 | 501
            """)
    void refusesWithClickHousesOwnCode(String sql, int code, int status) throws Exception {
        assertError(wire.post(sql), code, status);
        assertThat(wire.ask("SELECT count() FROM http.rows")).isEqualTo("0");
    }

    @ParameterizedTest
    @CsvSource({"default,''", "default,clickhouse"})
    void letsItsOneUserIn(String user, String password) throws Exception {
        assertThat(wire.post("SELECT 1", "X-ClickHouse-User", user, "X-ClickHouse-Key", password)
                        .body())
                .isEqualTo("1\n");
        assertThat(wire.post(Map.of("user", user, "password", password), "SELECT 2".getBytes(StandardCharsets.UTF_8))
                        .body())
                .isEqualTo("2\n");
    }

    @ParameterizedTest
    @CsvSource({"default,wrong", "somebody,''"})
    void keepsOthersOut(String user, String password) throws Exception {
        assertError(wire.post("SELECT 1", "X-ClickHouse-User", user, "X-ClickHouse-Key", password), 516, 403);
        assertError(wire.post("SELECT 1", "Authorization", "Basic ???"), 516, 403);
    }

    @Test
    void takesParametersSettingsAndDatabaseFromTheUrl() throws Exception {
        var parameters = Map.of(
                "query", "SELECT {text:String}, getSetting('max_threads'), currentDatabase() FORMAT JSONCompactEachRow",
                "param_text", "it's \\t a \"tab\"",
                "max_threads", "1",
                "database", "http");

        assertThat(wire.post(parameters, new byte[0]).body()).isEqualTo("[\"it's \\t a \\\"tab\\\"\", 1, \"http\"]\n");
    }

    @Test
    void takesALongParameter() throws Exception {
        var parameters = Map.of("param_text", "x".repeat(700_000));
        assertThat(wire.post(parameters, bytes("SELECT length({text:String})")).body())
                .isEqualTo("700000\n");
    }

    @Test
    void startsEveryStatementClean() throws Exception {
        assertThat(wire.post(Map.of("max_threads", "1", "database", "http"), bytes("SELECT nosuch"))
                        .statusCode())
                .isEqualTo(404);
        assertError(wire.post(Map.of("max_threads", "many"), bytes("SELECT 1")), 27, 400);
        assertError(wire.post(Map.of("nosuch", "1"), bytes("SELECT 1")), 115, 404);
        assertError(wire.post(Map.of("database", "nosuch"), bytes("SELECT 1")), 81, 404);

        assertThat(wire.ask("SELECT currentDatabase(), getSetting('readonly')")).isEqualTo("default\t0");
        assertThat(wire.ask("SELECT count() FROM system.settings WHERE name = 'max_threads' AND changed"))
                .isEqualTo("0");
        assertThat(wire.ask("SELECT count() FROM system.processes")).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ";", "\n"})
    void insertsValuesWrittenInTheStatement(String ending) throws Exception {
        wire.ask("INSERT INTO http.rows (id, name) VALUES (1, 'a;b'), (2, 'FORMAT CSV')" + ending);
        assertThat(wire.ask("SELECT * FROM http.rows ORDER BY id")).isEqualTo("1\ta;b\n2\tFORMAT CSV");
    }

    @Test
    void insertsABatchAsOnePart() throws Exception {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 300_000; i++) {
            rows.append(i).append(",name ").append(i).append('\n');
        }
        HttpResponse<String> written =
                wire.post(Map.of("query", "INSERT INTO http.rows FORMAT CSV"), bytes(rows.toString()));

        assertThat(written.headers().firstValue("X-ClickHouse-Summary").orElseThrow())
                .contains("\"written_rows\":\"300000\"");
        assertThat(wire.ask("SELECT count(), sum(rows) FROM system.parts WHERE database = 'http' AND table = 'rows'"
                        + " AND active"))
                .isEqualTo("1\t300000");
    }

    @Test
    void takesACompressedBody() throws Exception {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes("7,seven\n"));
        }
        var insert = Map.of("query", "INSERT INTO http.rows FORMAT CSV");

        assertThat(wire.post(insert, packed.toByteArray(), "Content-Encoding", "gzip")
                        .statusCode())
                .isEqualTo(200);
        assertError(wire.post(insert, bytes("8,eight\n"), "Content-Encoding", "gzip"), 271, 500);
        assertError(wire.post(insert, bytes("8,eight\n"), "Content-Encoding", "morse"), 271, 500);
        assertThat(wire.ask("SELECT * FROM http.rows")).isEqualTo("7\tseven");
    }

    @Test
    void writesNothingOfAnInsertThatIsCutOff() throws Exception {
        String head = "POST /?query=INSERT+INTO+http.rows+FORMAT+CSV HTTP/1.1\r\nHost: localhost\r\n";
        String rows = "1,a\n2,b\n3,c\n".repeat(10_000);

        wire.sendAndLeave(head + "Content-Length: " + (rows.length() + 1) + "\r\n\r\n" + rows);
        wire.sendAndLeave(head + "Transfer-Encoding: chunked\r\n\r\nc\r\n1,a\n2,b\n3,c\n\r\n");
        wire.sendAndLeave(head + "Transfer-Encoding: chunked\r\n\r\nff\r\n1,a\n2,b\n");
        wire.sendAndLeave(head + "Content-Encoding: gzip\r\nContent-Length: 100\r\n\r\n");

        assertThat(wire.ask("SELECT count() FROM http.rows")).isEqualTo("0");
        wire.sendAndLeave(head + "Content-Length: " + rows.length() + "\r\n\r\n" + rows);
        assertThat(wire.ask("SELECT count() FROM http.rows")).isEqualTo("30000");
    }

    @ParameterizedTest
    @CsvSource({
        "RowBinary,16000000",
        "RowBinaryWithNamesAndTypes,16000010",
        "TSVWithNames,14888892",
        "CSVWithNames,14888894",
        "JSON,0"
    })
    void sendsABigResultInOnePiece(String format, long expected) throws Exception {
        String sql = "SELECT number AS n FROM numbers(2000000) FORMAT " + format;

        assertThat(bytesOf(sql)).isGreaterThanOrEqualTo(expected);
        if (expected > 0) {
            assertThat(bytesOf(sql)).isEqualTo(expected);
        }
    }

    @Test
    void cutsTheConnectionWhenAnErrorComesLate() throws Exception {
        String sql = "SELECT throwIf(number = 9000000, 'late') FROM numbers(10000000) FORMAT RowBinary";

        assertThatThrownBy(() -> bytesOf(sql)).isInstanceOf(IOException.class);
        assertError(wire.post(Map.of("wait_end_of_query", "1"), bytes(sql)), 395, 500);
    }

    @Test
    void outlivesAClientThatStopsReading() throws Exception {
        String sql = "SELECT number FROM numbers(100000000) FORMAT RowBinary";
        for (int i = 0; i < 5; i++) {
            try (var socket =
                    new Socket(InetAddress.getLoopbackAddress(), wire.server().port())) {
                socket.getOutputStream()
                        .write(bytes("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + sql.length()
                                + "\r\n\r\n" + sql));
                socket.getInputStream().readNBytes(1000);
            }
        }
        assertThat(wire.ask("SELECT 1")).isEqualTo("1");
        org.awaitility.Awaitility.await()
                .untilAsserted(() -> assertThat(wire.ask("SELECT count() FROM system.processes"))
                        .isEqualTo("1"));
    }

    @Test
    void keepsAHeaderThatHasNoRows() throws Exception {
        assertThat(wire.post("SELECT 1 AS n WHERE 0 FORMAT CSVWithNames").body())
                .isEqualTo("\"n\"\n");
        assertThat(wire.post("SELECT 1 AS n WHERE 0 FORMAT RowBinaryWithNamesAndTypes")
                        .body())
                .isEqualTo("\u0001\u0001n\u0005UInt8");
    }

    private long bytesOf(String sql) throws IOException {
        var connection = (HttpURLConnection) wire.uri(Map.of()).toURL().openConnection();
        connection.setDoOutput(true);
        connection.getOutputStream().write(bytes(sql));
        try (var in = connection.getInputStream()) {
            return in.transferTo(java.io.OutputStream.nullOutputStream());
        }
    }

    private static void assertError(HttpResponse<String> response, int code, int status) {
        assertThat(response.body())
                .startsWith("Code: " + code + ". DB::Exception: ")
                .contains("(version ");
        assertThat(response.headers().firstValue("X-ClickHouse-Exception-Code")).hasValue(String.valueOf(code));
        assertThat(response.statusCode()).isEqualTo(status);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
