package atelier.devstack.clickhouse;

import java.util.List;

/**
 * The engine gives every query an id of its own and takes none, so the client's is kept in the setting
 * {@code log_comment}, and statements that ask for ids are turned to it: {@code system.processes} shows the client's id,
 * and {@code KILL QUERY WHERE query_id = …} finds it.
 */
final class QueryIds {
    static final String SETTING = "log_comment";

    private static final String GIVEN = "if(Settings['log_comment'] = '', query_id, Settings['log_comment'])";
    private static final String PROCESSES = "(SELECT * REPLACE(" + GIVEN + " AS query_id) FROM system.processes)";

    private QueryIds() {}

    static String shownAsGiven(String sql, List<SqlWords.Word> words) {
        if (words.isEmpty()) {
            return sql;
        }
        boolean kill = words.getFirst().is("KILL");
        boolean select = words.getFirst().is("SELECT") || words.getFirst().is("WITH");
        StringBuilder shown = new StringBuilder();
        int copied = 0;
        for (int i = 0; i < words.size(); i++) {
            SqlWords.Word word = words.get(i);
            SqlWords.Word next = i + 1 < words.size() ? words.get(i + 1) : word;
            if (kill && word.is("query_id")) {
                shown.append(sql, copied, word.start()).append(GIVEN);
                copied = word.end();
            } else if (select && word.is("system") && next.is("processes") && next.start() == word.end() + 1) {
                shown.append(sql, copied, word.start()).append(PROCESSES);
                copied = next.end();
            }
        }
        return shown.append(sql, copied, sql.length()).toString();
    }
}
