package atelier.logs.follow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Rows in the order in which they are to be given, those of a partition by their offsets.
 *
 * @param floor of the positions between the rows: where to look for what has not been given of them
 * @param end where the reader is after the last of them
 * @param more whether there was more already when they were read
 */
public record Batch(List<FollowedRow> rows, Instant floor, Position end, boolean more) {

    public Batch {
        rows = List.copyOf(rows);
    }

    /**
     * The position after each row, as text: whoever goes on from there is given the rows behind it and, of those before
     * it, none.
     */
    public List<String> cursors() {
        NavigableMap<Partition, Long> offsets = new TreeMap<>(end.offsets());
        List<String> backwards = new ArrayList<>(rows.size());
        for (FollowedRow row : rows.reversed()) {
            backwards.add(PositionText.of(offsets, backwards.isEmpty() ? end.floor() : floor));
            offsets.put(row.partition(), row.offset() - 1);
        }
        return List.copyOf(backwards.reversed());
    }
}
