package atelier.logs.follow;

import atelier.logs.filter.BadFilter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * How far a reader is, or how far a table goes.
 *
 * @param offsets of each partition the last one; a partition that is missing is before its first
 * @param floor no row behind this position was taken in before, by ClickHouse's clock: says where to look, not what is new
 */
public record Position(NavigableMap<Partition, Long> offsets, Instant floor) {

    public static final Position START = new Position(new TreeMap<>(), Instant.EPOCH);

    /** What one statement can be asked for; more is asked for next. */
    private static final int MOST_STRETCHES = 300;

    public Position {
        offsets = Collections.unmodifiableNavigableMap(new TreeMap<>(offsets));
    }

    /** @throws BadFilter if it is not what {@link Batch#cursors} or {@link #text} wrote */
    public static Position parse(String text) {
        return PositionText.parse(text);
    }

    public String text() {
        return PositionText.of(offsets, floor);
    }

    /** Whether its text is short enough to be given to a client. */
    public boolean fitsIntoText() {
        return text().length() <= PositionText.LONGEST;
    }

    /** What a client has kept, without what is beyond the end of the table. */
    public Position within(Position end) {
        NavigableMap<Partition, Long> known = new TreeMap<>();
        offsets.forEach((partition, offset) -> {
            Long last = end.offsets.get(partition);
            if (last != null) {
                known.put(partition, Math.min(offset, last));
            }
        });
        return new Position(known, floor);
    }

    boolean covers(Partition partition, long offset) {
        return offset <= offsets.getOrDefault(partition, -1L);
    }

    boolean reaches(Position end) {
        return end.offsets.entrySet().stream().allMatch(last -> covers(last.getKey(), last.getValue()));
    }

    /** What lies between here and there, of each partition as many offsets as {@code span} at most. */
    List<Stretch> to(Position end, long span) {
        List<Stretch> ahead = new ArrayList<>();
        for (Map.Entry<Partition, Long> last : end.offsets.entrySet()) {
            long above = offsets.getOrDefault(last.getKey(), -1L);
            if (last.getValue() > above && ahead.size() < MOST_STRETCHES) {
                ahead.add(new Stretch(last.getKey(), above, Math.min(last.getValue(), above + span)));
            }
        }
        return ahead;
    }

    /** After these. The floor stays, because more may be between here and there. */
    Position after(List<Stretch> stretches) {
        NavigableMap<Partition, Long> further = new TreeMap<>(offsets);
        stretches.forEach(stretch -> further.merge(stretch.partition(), stretch.upTo(), Math::max));
        return new Position(further, floor);
    }

    /** The same offsets, when it is known that all there is has been seen. */
    Position withFloorOf(Position end) {
        return new Position(offsets, end.floor.isAfter(floor) ? end.floor : floor);
    }
}
