package atelier.devstack.clickhouse;

import com.sun.net.httpserver.Headers;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a request asks for besides its body: ClickHouse takes it from URL parameters and headers.
 *
 * @param database to be current; empty for the default one
 * @param format of the answer, if the statement names none
 * @param compress the answer as ClickHouse's own compressed blocks
 * @param decompress the body is such blocks
 * @param waitEnd send nothing before the statement has ended
 * @param settings all URL parameters that mean nothing else
 */
record HttpQuery(
        String sql,
        Credentials credentials,
        String database,
        String queryId,
        @Nullable String format,
        boolean compress,
        boolean decompress,
        boolean httpCompression,
        boolean waitEnd,
        Map<String, String> parameters,
        Map<String, String> settings) {

    /** URL parameters of ClickHouse's HTTP interface that are not settings; sessions, roles and quotas mean nothing here. */
    private static final Set<String> NOT_SETTINGS = Set.of(
            "query",
            "user",
            "password",
            "database",
            "query_id",
            "default_format",
            "compress",
            "decompress",
            "enable_http_compression",
            "wait_end_of_query",
            "buffer_size",
            "quota_key",
            "role",
            "stacktrace",
            "session_id",
            "session_timeout",
            "session_check",
            "close_session",
            "client_protocol_version");

    private static final String PARAMETER = "param_";

    static HttpQuery of(@Nullable String rawQuery, Headers headers) {
        Map<String, String> url = decoded(rawQuery);
        Map<String, String> parameters = new LinkedHashMap<>();
        Map<String, String> settings = new LinkedHashMap<>();
        url.forEach((name, value) -> {
            if (name.startsWith(PARAMETER)) {
                parameters.put(name.substring(PARAMETER.length()), value);
            } else if (!name.isEmpty() && !NOT_SETTINGS.contains(name)) {
                settings.put(name, value);
            }
        });
        return new HttpQuery(
                url.getOrDefault("query", ""),
                credentials(url, headers),
                first(url, "database", headers, "X-ClickHouse-Database", ""),
                first(
                        url,
                        "query_id",
                        headers,
                        "X-ClickHouse-Query-Id",
                        UUID.randomUUID().toString()),
                firstOrNull(url, "default_format", headers, "X-ClickHouse-Format"),
                flag(url, "compress"),
                flag(url, "decompress"),
                flag(url, "enable_http_compression"),
                flag(url, "wait_end_of_query"),
                parameters,
                settings);
    }

    private static Credentials credentials(Map<String, String> url, Headers headers) {
        String authorization = headers.getFirst("Authorization");
        return authorization != null
                ? Credentials.authorization(authorization)
                : new Credentials(
                        first(url, "user", headers, "X-ClickHouse-User", Credentials.USER),
                        first(url, "password", headers, "X-ClickHouse-Key", ""));
    }

    private static Map<String, String> decoded(@Nullable String rawQuery) {
        Map<String, String> decoded = new LinkedHashMap<>();
        if (rawQuery != null) {
            Arrays.stream(rawQuery.split("&")).filter(pair -> !pair.isEmpty()).forEach(pair -> {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                decoded.put(
                        URLDecoder.decode(name, StandardCharsets.UTF_8),
                        URLDecoder.decode(value, StandardCharsets.UTF_8));
            });
        }
        return decoded;
    }

    private static String first(
            Map<String, String> url, String parameter, Headers headers, String header, String otherwise) {
        String found = firstOrNull(url, parameter, headers, header);
        return found == null ? otherwise : found;
    }

    private static @Nullable String firstOrNull(
            Map<String, String> url, String parameter, Headers headers, String header) {
        String found = url.get(parameter);
        if (found == null || found.isEmpty()) {
            found = headers.getFirst(header);
        }
        return found == null || found.isEmpty() ? null : found;
    }

    private static boolean flag(Map<String, String> url, String name) {
        String value = url.get(name);
        return value != null && (value.equals("1") || value.equalsIgnoreCase("true"));
    }
}
