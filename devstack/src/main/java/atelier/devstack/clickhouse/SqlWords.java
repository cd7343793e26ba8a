package atelier.devstack.clickhouse;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The words and quoted identifiers of SQL text, outside of strings and comments. */
final class SqlWords {
    /**
     * A word or a quoted identifier, as written; {@code end} is exclusive.
     *
     * @param depth in how many parentheses
     * @param called whether an opening parenthesis follows at once
     */
    record Word(String text, int start, int end, int depth, boolean called) {
        boolean is(String keyword) {
            return text.equalsIgnoreCase(keyword);
        }
    }

    /** @param end where reading stopped */
    record Words(List<Word> all, int end) {
        /** Those outside of parentheses. */
        List<Word> top() {
            return all.stream().filter(word -> word.depth() == 0).toList();
        }
    }

    private final String text;
    private final List<Word> words = new ArrayList<>();
    private int at;
    private int depth;

    private SqlWords(String text) {
        this.text = text;
    }

    /** @param enough asked after each word outside of parentheses, with all words so far */
    static Words of(String text, Predicate<List<Word>> enough) {
        SqlWords reading = new SqlWords(text);
        while (reading.at < text.length() && !reading.step(enough)) {
            // on to the next
        }
        return new Words(reading.words, reading.at);
    }

    /** Takes one token; true if that was enough. */
    private boolean step(Predicate<List<Word>> enough) {
        char c = text.charAt(at);
        if (c == '\'') {
            at = afterQuoted();
        } else if (c == '"' || c == '`') {
            add(afterQuoted());
        } else if (startsComment()) {
            at = afterComment();
        } else if (isWord(c)) {
            add(afterWord());
            return depth == 0 && enough.test(words);
        } else {
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            at++;
        }
        return false;
    }

    private void add(int end) {
        boolean called = end < text.length() && text.charAt(end) == '(';
        words.add(new Word(text.substring(at, end), at, end, depth, called));
        at = end;
    }

    private int afterWord() {
        int end = at;
        while (end < text.length() && isWord(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** A doubled quote is a quote inside: it simply begins the next quoted piece. */
    private int afterQuoted() {
        char quote = text.charAt(at);
        int end = at + 1;
        while (end < text.length() && text.charAt(end) != quote) {
            end += text.charAt(end) == '\\' ? 2 : 1;
        }
        return Math.min(end + 1, text.length());
    }

    private boolean startsComment() {
        return text.startsWith("--", at)
                || text.startsWith("/*", at)
                || text.startsWith("# ", at)
                || text.startsWith("#!", at);
    }

    private int afterComment() {
        boolean block = text.startsWith("/*", at);
        int end = text.indexOf(block ? "*/" : "\n", at + 1);
        return end < 0 ? text.length() : end + (block ? 2 : 1);
    }

    private static boolean isWord(char c) {
        return c == '_' || c >= 128 || Character.isLetterOrDigit(c);
    }
}
