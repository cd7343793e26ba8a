package atelier.devstack.clickhouse;

import atelier.devstack.clickhouse.SqlWords.Word;
import atelier.devstack.clickhouse.SqlWords.Words;
import java.util.List;
import java.util.Optional;

/**
 * A look at SQL text that is just deep enough to tell an INSERT with data behind it from any other statement, and to see
 * the output format. The engine does the parsing.
 *
 * <p>Works on Latin-1 text, one char per byte, so that positions are byte offsets whatever the data behind is.
 */
final class SqlText {
    private SqlText() {}

    /** All words, also those in parentheses. */
    static List<Word> words(String text) {
        return SqlWords.of(text, words -> false).all();
    }

    /**
     * An INSERT whose data follows.
     *
     * @param head the statement without FORMAT or VALUES, as Latin-1
     * @param format the data's format, none if the text names none
     * @param dataStart where in the text the data begin
     */
    record Insert(String head, Optional<String> format, int dataStart) {}

    /** The INSERT at the beginning of a text, if it is one that takes data (and not an INSERT … SELECT). */
    static Optional<Insert> insert(String text) {
        Words read = SqlWords.of(text, SqlText::showsWhatItIs);
        List<Word> words = read.top();
        if (words.isEmpty() || !words.getFirst().is("INSERT") || words.stream().anyMatch(SqlText::beginsSelect)) {
            return Optional.empty();
        }
        Word last = words.getLast();
        if (isFormat(words)) {
            int headEnd = words.get(words.size() - 2).start();
            return Optional.of(
                    new Insert(text.substring(0, headEnd), Optional.of(last.text()), afterFormat(text, last.end())));
        }
        if (showsWhatItIs(words)) {
            return Optional.of(new Insert(text.substring(0, last.start()), Optional.of("Values"), last.end()));
        }
        // Neither FORMAT nor VALUES to the end: the format comes with the request, and there are no data here.
        return Optional.of(new Insert(text.substring(0, read.end()), Optional.empty(), read.end()));
    }

    /** Whether it is clear what kind of statement this is, and where an INSERT's data begin. */
    private static boolean showsWhatItIs(List<Word> words) {
        List<Word> top = words.stream().filter(word -> word.depth() == 0).toList();
        if (!top.getFirst().is("INSERT")) {
            return true;
        }
        Word last = top.getLast();
        return isFormat(top) || (top.size() > named(top) && (last.is("VALUES") || beginsSelect(last)));
    }

    private static boolean isFormat(List<Word> top) {
        return top.size() > named(top) + 1 && top.get(top.size() - 2).is("FORMAT");
    }

    /** How many words INSERT INTO and the table's name are: a table may be called "format" or "values", too. */
    private static int named(List<Word> top) {
        return top.size() > 1 && top.get(1).is("INTO") ? 3 : 2;
    }

    private static boolean beginsSelect(Word word) {
        return word.is("SELECT") || word.is("WITH") || word.is("FROM");
    }

    /** ParserInsertQuery: data begin after the first line end, or else after all the blanks. */
    private static int afterFormat(String text, int from) {
        int at = from;
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t' || text.charAt(at) == '\r')) {
            at++;
        }
        return at < text.length() && text.charAt(at) == '\n' ? at + 1 : at;
    }

    /** The format that a statement names for its output: the word after the last FORMAT. */
    static Optional<String> outputFormat(List<Word> words) {
        for (int i = words.size() - 2; i >= 0; i--) {
            Word word = words.get(i);
            if (word.is("FORMAT") && word.depth() == 0 && !word.called()) {
                return Optional.of(words.get(i + 1).text());
            }
        }
        return Optional.empty();
    }
}
