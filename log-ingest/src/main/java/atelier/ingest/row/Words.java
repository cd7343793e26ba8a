package atelier.ingest.row;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Values of a LowCardinality(String) column: each distinct word once, and a byte for each value that says which. The
 * format lets a column begin again with other words at any row, so here a run has as many words as a byte can tell apart.
 */
final class Words {

    /** Behind the column's type: words come with the values, there is no dictionary beside them. */
    static final long PREFIX = 1;

    private static final int MOST_WORDS = 256;

    /** Indexes of one byte (0), words of the run's own (bit 9). */
    private static final long BYTE_INDEXES_OWN_WORDS = 1L << 9;

    private final Map<String, Integer> numbers = new HashMap<>();
    private final Bytes words = new Bytes();
    private final Bytes indexes = new Bytes();
    private final Bytes runs = new Bytes();

    void add(String word) {
        Integer number = numbers.get(word);
        if (number == null) {
            if (numbers.size() == MOST_WORDS) {
                endRun();
            }
            number = numbers.size();
            numbers.put(word, number);
            words.string(word);
        }
        indexes.int8(number);
    }

    private void endRun() {
        for (ByteBuffer view : run()) {
            runs.bytes(view.array(), view.arrayOffset(), view.remaining());
        }
        numbers.clear();
        words.clear();
        indexes.clear();
    }

    long size() {
        return runs.size() + words.size() + indexes.size();
    }

    /** What follows {@link #PREFIX}, not copied: valid until the next write. */
    List<ByteBuffer> views() {
        List<ByteBuffer> views = runs.views();
        views.addAll(run());
        return views;
    }

    private List<ByteBuffer> run() {
        if (numbers.isEmpty()) {
            return List.of();
        }
        Bytes head = new Bytes();
        head.int64(BYTE_INDEXES_OWN_WORDS);
        head.int64(numbers.size());
        Bytes count = new Bytes();
        count.int64(indexes.size());
        List<ByteBuffer> run = new ArrayList<>(head.views());
        run.addAll(words.views());
        run.addAll(count.views());
        run.addAll(indexes.views());
        return run;
    }

    void clear() {
        numbers.clear();
        words.clear();
        indexes.clear();
        runs.clear();
    }
}
