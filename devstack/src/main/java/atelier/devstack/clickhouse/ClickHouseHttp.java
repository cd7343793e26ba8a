package atelier.devstack.clickhouse;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;

/** ClickHouse's HTTP interface: one request, one statement. Runs on a platform thread for each request. */
final class ClickHouseHttp implements HttpHandler {
    private static final Logger LOG = Logger.getLogger(ClickHouseHttp.class.getName());
    /** How long a client may keep an idle connection for its next request. */
    static final int KEEP_ALIVE_SECONDS = 30;

    private static final int AUTHENTICATION_FAILED = 516;
    private static final int CANNOT_DECOMPRESS = 271;

    private final ChdbEngine engine;
    private final SpoolMemory spoolMemory = new SpoolMemory(Runtime.getRuntime().maxMemory() / 2);
    private final Path spoolFolder;
    private final long maximumBody;
    private final ServerFacts facts;

    /** @param version as in {@code SELECT version()}, put behind errors */
    record ServerFacts(String version, String timezone) {}

    ClickHouseHttp(ChdbEngine engine, Path spoolFolder, long maximumBody, ServerFacts facts) {
        this.engine = engine;
        this.spoolFolder = spoolFolder;
        this.maximumBody = maximumBody;
        this.facts = facts;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Keep-Alive", "timeout=" + KEEP_ALIVE_SECONDS);
        String path = exchange.getRequestURI().getPath();
        String method = exchange.getRequestMethod();
        boolean reads = method.equals("GET") || method.equals("HEAD");
        if (!reads && !method.equals("POST") && !method.equals("PUT")) {
            send(exchange, HttpStatus.METHOD_NOT_ALLOWED, method + " is not allowed here: GET, HEAD, POST\n");
        } else if (path.equals("/ping") || path.equals("/replicas_status")) {
            send(exchange, HttpStatus.OK, "Ok.\n");
        } else if (!path.equals("/") && !path.equals("/query")) {
            send(exchange, HttpStatus.NOT_FOUND, "There is no handle " + path + "\n");
        } else {
            HttpQuery query = HttpQuery.of(exchange.getRequestURI().getRawQuery(), exchange.getRequestHeaders());
            if (reads && query.sql().isEmpty()) {
                send(exchange, HttpStatus.OK, "Ok.\n");
            } else {
                answer(exchange, query, reads);
            }
        }
    }

    private void answer(HttpExchange exchange, HttpQuery query, boolean readOnly) throws IOException {
        var headers = exchange.getResponseHeaders();
        headers.set("X-ClickHouse-Server-Display-Name", "devstack");
        headers.set("X-ClickHouse-Query-Id", query.queryId());
        headers.set("X-ClickHouse-Timezone", facts.timezone());
        if (!query.credentials().accepted()) {
            fail(exchange, refused(query.credentials().user()));
            return;
        }
        try (Spool text = new Spool(spoolMemory, spoolFolder, maximumBody);
                Spool held = new Spool(spoolMemory, spoolFolder, Long.MAX_VALUE)) {
            Answer answer = new Answer(exchange, query, held);
            run(exchange, query, readOnly, text, answer);
        } catch (CutBody e) {
            LOG.log(Level.INFO, "query {0}: {1}; nothing was written", new Object[] {query.queryId(), e.getMessage()});
            throw e; // closes the connection
        }
    }

    private void run(HttpExchange exchange, HttpQuery query, boolean readOnly, Spool text, Answer answer)
            throws IOException {
        try {
            RequestBody.read(exchange, query, text);
            Statement statement = new Statement(query, readOnly, text);
            String format = statement.outputFormat();
            exchange.getResponseHeaders().set("X-ClickHouse-Format", format);
            exchange.getResponseHeaders().set("Content-Type", contentType(format));
            // The session is kept until the answer is out: the engine's graceful end waits for sessions.
            try (ChdbSession session = engine.session()) {
                answer.end(statement.run(session, answer));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the server stops", e);
        } catch (CorruptBody e) {
            fail(exchange, ChdbException.of(CANNOT_DECOMPRESS, "CANNOT_DECOMPRESS", String.valueOf(e.getMessage())));
        } catch (ChdbException e) {
            if (answer.committed()) {
                throw new IOException("an error after the beginning of the answer: " + e.text(), e);
            }
            fail(exchange, e);
        }
    }

    private static ChdbException refused(String user) {
        return ChdbException.of(
                AUTHENTICATION_FAILED,
                "AUTHENTICATION_FAILED",
                user + ": Authentication failed: password is incorrect, or there is no user with such name.");
    }

    private void fail(HttpExchange exchange, ChdbException error) throws IOException {
        var headers = exchange.getResponseHeaders();
        headers.remove("Content-Encoding");
        headers.set("X-ClickHouse-Exception-Code", String.valueOf(error.code()));
        String suffix = error.text().contains("(version ") ? "" : " (version " + facts.version() + ")";
        send(exchange, HttpStatus.of(error.code()), error.text() + suffix + "\n");
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=UTF-8");
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head ? -1 : bytes.length);
        if (!head) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    private static String contentType(String format) {
        if (format.equals("JSON") || format.startsWith("JSONCompact") || format.equals("JSONStrings")) {
            return "application/json; charset=UTF-8";
        }
        if (format.startsWith("CSV")) {
            return "text/csv; charset=UTF-8";
        }
        if (format.startsWith("TabSeparated") || format.startsWith("TSV")) {
            return "text/tab-separated-values; charset=UTF-8";
        }
        return format.startsWith("JSON") ? "application/x-ndjson; charset=UTF-8" : "application/octet-stream";
    }
}
