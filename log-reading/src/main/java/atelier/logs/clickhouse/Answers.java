package atelier.logs.clickhouse;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in one line why there are no rows. */
final class Answers {

    private static final int LONGEST_ERROR = 64 * 1024;
    private static final int SHOWN_ERROR = 300;
    private static final int AUTHENTICATION_FAILED = 516;
    private static final int UNKNOWN_USER = 192;
    private static final int WRONG_PASSWORD = 193;
    private static final int TIMEOUT_EXCEEDED = 159;
    /** {@code Code: 60. DB::Exception: Table … (UNKNOWN_TABLE) (version 26.7.2.1)}. */
    private static final Pattern ERROR = Pattern.compile(
            "Code: (\\d+)\\.\\s*(?:DB::Exception: )?(.*?)(?:\\s*\\(version [^)]*\\)\\)?)?\\s*", Pattern.DOTALL);

    private Answers() {}

    static Trouble unreachable(IOException e, Server server) {
        String why =
                switch (e) {
                    case UnknownHostException _ -> "unknown host; check CLICKHOUSE_HOST";
                    case SocketTimeoutException _ -> "no answer in time (" + e.getMessage() + ")";
                    case NoRouteToHostException _ -> "no route to the host; check CLICKHOUSE_HOST";
                    case ConnectException _
                    when String.valueOf(e.getMessage()).contains("refused") ->
                        "connection refused; is it running? make run";
                    default -> String.valueOf(e.getMessage());
                };
        return new Trouble("cannot reach ClickHouse at " + server.address() + ": " + why);
    }

    static Trouble refusal(HttpURLConnection connection, Server server) throws IOException {
        String body = body(connection);
        Matcher error = ERROR.matcher(body);
        if (!error.matches()) {
            return new Trouble(server.address() + " answered HTTP " + connection.getResponseCode()
                    + " and not as ClickHouse does; check CLICKHOUSE_HOST and CLICKHOUSE_PORT (its HTTP port, 8123)");
        }
        int code = error.group(1).length() < 6 ? Integer.parseInt(error.group(1)) : 0;
        return switch (code) {
            case AUTHENTICATION_FAILED, UNKNOWN_USER, WRONG_PASSWORD ->
                new Refused(
                        code,
                        "ClickHouse at " + server.address() + " does not let user " + server.username()
                                + " in; check CLICKHOUSE_USERNAME and CLICKHOUSE_PASSWORD");
            case TIMEOUT_EXCEEDED ->
                new Refused(code, "the query took ClickHouse too long; narrow it down, by time for example");
            default -> new Refused(code, "ClickHouse error " + code + ": " + shortened(error.group(2)));
        };
    }

    private static String body(HttpURLConnection connection) throws IOException {
        try (InputStream error = connection.getErrorStream()) {
            return error == null ? "" : new String(error.readNBytes(LONGEST_ERROR), StandardCharsets.UTF_8);
        }
    }

    private static String shortened(String message) {
        String line = message.replaceAll("\\s+", " ").strip();
        return line.length() <= SHOWN_ERROR ? line : line.substring(0, SHOWN_ERROR) + "…";
    }
}
