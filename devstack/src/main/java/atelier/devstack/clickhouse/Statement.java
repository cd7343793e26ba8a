package atelier.devstack.clickhouse;

import atelier.devstack.clickhouse.ChdbSession.Bound;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One request's statement, run in a session of its own. */
final class Statement {
    private static final int SYNTAX_ERROR = 62;
    private static final int NOT_IMPLEMENTED = 48;
    private static final int MAX_HEAD_BYTES = 1 << 20;
    private static final int MAX_TEXT_BYTES = 64 << 20;
    private static final String STREAMING_REFUSED = "Streaming query is not supported";
    private static final ChunkReceiver NO_OUTPUT = bytes -> {};

    private final HttpQuery query;
    private final boolean readOnly;
    private final Spool text;
    private final Optional<SqlText.Insert> insert;
    /** The text, one char per byte, and its words; empty for an INSERT with data. */
    private final String latin1;

    private final List<SqlWords.Word> words;

    /**
     * @param readOnly as for GET, which must not change anything
     * @param text the statement, and its data if it is an INSERT
     */
    Statement(HttpQuery query, boolean readOnly, Spool text) throws IOException {
        this.query = query;
        this.readOnly = readOnly;
        this.text = text;
        this.insert = SqlText.insert(text.beginning(MAX_HEAD_BYTES));
        if (insert.isEmpty() && text.size() > MAX_TEXT_BYTES) {
            throw ChdbException.of(
                    SYNTAX_ERROR, "SYNTAX_ERROR", "A statement may have " + MAX_TEXT_BYTES + " bytes at most");
        }
        this.latin1 = insert.isPresent() ? "" : text.beginning(MAX_TEXT_BYTES);
        this.words = SqlText.words(latin1);
    }

    /** The format that the answer will have. */
    String outputFormat() {
        return SqlText.outputFormat(words).orElse(defaultFormat());
    }

    private String defaultFormat() {
        String named = query.format();
        return named == null ? "TabSeparated" : named;
    }

    Statistics run(ChdbSession session, ChunkReceiver receiver) throws IOException {
        for (String setting : SessionSettings.statements(query, readOnly)) {
            session.run(new Bound(setting, "Null", Map.of()), NO_OUTPUT);
        }
        return insert.isPresent() ? insert(session, insert.get()) : runText(session, receiver);
    }

    private Statistics insert(ChdbSession session, SqlText.Insert statement) throws IOException {
        String named = query.format();
        String format = statement.format().orElse(named == null ? "Values" : named);
        try (var data = text.from(statement.dataStart())) {
            return session.insert(new Bound(utf8(statement.head()), format, query.parameters()), data);
        }
    }

    private Statistics runText(ChdbSession session, ChunkReceiver receiver) throws IOException {
        refuseInputFunction();
        String sql = utf8(QueryIds.shownAsGiven(latin1, words));
        var analysis = session.analyse(sql);
        if (analysis.statements() > 1) {
            throw ChdbException.of(SYNTAX_ERROR, "SYNTAX_ERROR", "Multi-statements are not allowed");
        }
        Bound statement = new Bound(sql, defaultFormat(), query.parameters());
        ResultFormat format = ResultFormat.named(outputFormat());
        if (analysis.readsOnly() && !(format instanceof ResultFormat.Whole) && comesInBlocks()) {
            try {
                return session.stream(statement, new HeaderOnce(format, receiver));
            } catch (ChdbException e) {
                if (!e.text().contains(STREAMING_REFUSED)) {
                    throw e;
                }
            }
        }
        return session.run(statement, receiver);
    }

    /** Totals and extremes come after all rows, in a way of their own. */
    private boolean comesInBlocks() {
        return !query.settings().containsKey("extremes")
                && words.stream()
                        .noneMatch(word -> word.is("TOTALS")
                                || word.is("extremes")
                                || word.is("output_format_json_array_of_rows"));
    }

    /** The engine takes INSERT … SELECT … FROM input(…) and silently writes nothing. */
    private void refuseInputFunction() {
        if (!words.isEmpty()
                && words.getFirst().is("INSERT")
                && words.stream().anyMatch(word -> word.is("input") && word.called())) {
            throw ChdbException.of(NOT_IMPLEMENTED, "NOT_IMPLEMENTED", "INSERT from input() is not implemented here");
        }
    }

    private static String utf8(String latin1) {
        return new String(latin1.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
