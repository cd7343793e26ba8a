package atelier.devstack.clickhouse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What makes a fresh session the one that a request asks for, as statements. */
final class SessionSettings {
    private static final int UNKNOWN_SETTING = 115;
    /** As ClickHouse does for GET: no changes, but settings may be given. */
    private static final String READ_ONLY = "2";

    private SessionSettings() {}

    static List<String> statements(HttpQuery query, boolean readOnly) {
        List<String> statements = new ArrayList<>();
        if (!query.database().isEmpty()) {
            statements.add("USE `" + escaped(query.database(), "`") + "`");
        }
        Map<String, String> settings = new LinkedHashMap<>(query.settings());
        settings.putIfAbsent(QueryIds.SETTING, query.queryId());
        if (readOnly) {
            settings.merge("readonly", READ_ONLY, (asked, least) -> asked.equals("0") ? least : asked);
        }
        statements.add(settings.entrySet().stream()
                .map(setting -> name(setting.getKey()) + " = '" + escaped(setting.getValue(), "'") + "'")
                .collect(Collectors.joining(", ", "SET ", "")));
        return statements;
    }

    /** Settings cannot be bound as parameters; a name that is none never reaches the SQL text. */
    private static String name(String setting) {
        if (!setting.matches("[A-Za-z_][A-Za-z0-9_.]*")) {
            throw ChdbException.of(UNKNOWN_SETTING, "UNKNOWN_SETTING", "Unknown setting '" + setting + "'");
        }
        return setting;
    }

    private static String escaped(String text, String quote) {
        return text.replace("\\", "\\\\").replace(quote, "\\" + quote);
    }
}
