package atelier.logs.clickhouse;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * ClickHouse over its HTTP interface. HttpURLConnection, because a run of the console is one or two requests and starts in
 * a third of the time that the other clients need (docs/decisions/0005). Safe for threads.
 */
public final class ClickHouse {

    private static final int CONNECT_MILLIS = 3_000;
    /** Longer than the query may take, so that the server's own message comes first. */
    private static final int GRACE_MILLIS = 5_000;

    private final Server server;
    private final Limits limits;
    /** The ids of the queries that are not answered yet. */
    private final Set<String> running = ConcurrentHashMap.newKeySet();

    public ClickHouse(Server server, Limits limits) {
        // Java repeats a POST whose connection broke; an INSERT would then be there twice.
        System.setProperty("sun.net.http.retryPost", "false");
        this.server = server;
        this.limits = limits;
    }

    public String address() {
        return server.address();
    }

    public String database() {
        return server.database();
    }

    /** Reads the rows as they arrive. The statement must not name a format. */
    public void query(Statement statement, Consumer<RowReader> rows) {
        exchange(statement, " FORMAT RowBinary", body -> rows.accept(new RowReader(body)));
    }

    public <T> List<T> list(Statement statement, Function<RowReader, T> row) {
        List<T> list = new ArrayList<>();
        query(statement, rows -> {
            while (rows.next()) {
                list.add(row.apply(rows));
            }
        });
        return list;
    }

    /** A statement whose answer is a single row. */
    public <T> T one(Statement statement, Function<RowReader, T> row) {
        List<T> list = list(statement, row);
        if (list.size() != 1) {
            throw new Trouble("ClickHouse answered " + list.size() + " rows where one was expected");
        }
        return list.getFirst();
    }

    /** A statement without an answer. */
    public void run(Statement statement) {
        exchange(statement, "", body -> body.transferTo(OutputStream.nullOutputStream()));
    }

    /** The ids under which the server knows what it is doing for us. */
    public Set<String> running() {
        return Set.copyOf(running);
    }

    /** Tells the server to give up what it is doing for us, which it would go on with. Does not wait for it. */
    public void cancel() {
        for (String id : running()) {
            Statement.Builder values = new Statement.Builder();
            run(values.build("KILL QUERY WHERE query_id = " + values.text("id", id) + " ASYNC"));
        }
    }

    private interface Reader {
        void read(InputStream body) throws IOException;
    }

    private void exchange(Statement statement, String suffix, Reader reader) {
        String id = freshId();
        running.add(id);
        try {
            HttpURLConnection connection = connection(statement, id);
            try (OutputStream body = connection.getOutputStream()) {
                body.write((statement.sql() + suffix).getBytes(StandardCharsets.UTF_8));
            }
            if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
                throw Answers.refusal(connection, server);
            }
            try (InputStream body = connection.getInputStream()) {
                reader.read(body);
            }
        } catch (IOException e) {
            throw Answers.unreachable(e, server);
        } finally {
            running.remove(id);
        }
    }

    /** Not a UUID: its source of randomness takes longer to start than a query takes. */
    private static String freshId() {
        return "log-reading-" + Long.toHexString(System.currentTimeMillis()) + "-"
                + Long.toHexString(ThreadLocalRandom.current().nextLong());
    }

    private HttpURLConnection connection(Statement statement, String id) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(server.address() + "/?" + parameters(statement, id))
                        .toURL()
                        .openConnection();
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(limits.seconds() * 1000 + GRACE_MILLIS);
        connection.setInstanceFollowRedirects(false);
        connection.setRequestMethod("POST");
        connection.setRequestProperty("Authorization", "Basic " + credentials());
        connection.setDoOutput(true);
        return connection;
    }

    private String credentials() {
        String pair = server.username() + ":" + server.password();
        return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    /** The server keeps its answer back until the query is done, so that an error is never in the middle of rows. */
    private String parameters(Statement statement, String id) {
        StringBuilder query = new StringBuilder("wait_end_of_query=1&max_execution_time=").append(limits.seconds());
        append(query, "database", server.database());
        append(query, "query_id", id);
        limits.settings().forEach((name, value) -> append(query, name, value));
        for (Map.Entry<String, String> parameter : statement.parameters().entrySet()) {
            append(query, "param_" + parameter.getKey(), Statement.escaped(parameter.getValue()));
        }
        return query.toString();
    }

    private static void append(StringBuilder query, String name, String value) {
        query.append('&').append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
}
