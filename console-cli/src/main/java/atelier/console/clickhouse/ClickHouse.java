package atelier.console.clickhouse;

import atelier.console.session.Failure;
import atelier.console.session.Session;
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
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * ClickHouse over its HTTP interface. HttpURLConnection, because a run of the console is one or two requests and starts in
 * a third of the time that the other clients need (docs/decisions/0005).
 */
public final class ClickHouse {

    private static final int CONNECT_MILLIS = 3_000;
    private static final int LONGEST_QUERY_SECONDS = 60;
    /** Longer than the query may take, so that the server's own message comes first. */
    private static final int READ_MILLIS = (LONGEST_QUERY_SECONDS + 5) * 1000;

    private final Settings settings;

    private ClickHouse(Settings settings) {
        this.settings = settings;
    }

    public static ClickHouse of(Session session) {
        // Java repeats a POST whose connection broke; an INSERT would then be there twice.
        System.setProperty("sun.net.http.retryPost", "false");
        return new ClickHouse(Settings.of(session));
    }

    public String address() {
        return settings.address();
    }

    public String database() {
        return settings.database();
    }

    /** Reads the rows as they arrive. The statement must not name a format. */
    public void query(Statement statement, Consumer<RowReader> rows) {
        HttpURLConnection connection = send(statement, " FORMAT RowBinary");
        try (InputStream body = connection.getInputStream()) {
            rows.accept(new RowReader(body));
        } catch (IOException e) {
            throw unreachable(e);
        }
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
            throw new Failure("ClickHouse answered " + list.size() + " rows where one was expected");
        }
        return list.getFirst();
    }

    /** A statement without an answer. */
    public void run(Statement statement) {
        HttpURLConnection connection = send(statement, "");
        try (InputStream body = connection.getInputStream()) {
            body.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    private HttpURLConnection send(Statement statement, String suffix) {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create(settings.address() + "/?" + parameters(statement, settings.database()))
                            .toURL()
                            .openConnection();
            connection.setConnectTimeout(CONNECT_MILLIS);
            connection.setReadTimeout(READ_MILLIS);
            connection.setInstanceFollowRedirects(false);
            connection.setRequestMethod("POST");
            connection.setRequestProperty("Authorization", "Basic " + credentials());
            connection.setDoOutput(true);
            try (OutputStream body = connection.getOutputStream()) {
                body.write((statement.sql() + suffix).getBytes(StandardCharsets.UTF_8));
            }
            if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
                throw Answers.refusal(connection, settings);
            }
            return connection;
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    private String credentials() {
        String pair = settings.username() + ":" + settings.password();
        return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    /** The server keeps its answer back until the query is done, so that an error is never in the middle of rows. */
    private static String parameters(Statement statement, String database) {
        StringBuilder query = new StringBuilder("wait_end_of_query=1&max_execution_time=")
                .append(LONGEST_QUERY_SECONDS)
                .append("&database=")
                .append(database);
        for (Map.Entry<String, String> parameter : statement.parameters().entrySet()) {
            query.append("&param_")
                    .append(parameter.getKey())
                    .append('=')
                    .append(URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8));
        }
        return query.toString();
    }

    private Failure unreachable(IOException e) {
        return Answers.unreachable(e, settings);
    }
}
