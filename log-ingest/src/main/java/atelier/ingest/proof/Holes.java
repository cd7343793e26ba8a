package atelier.ingest.proof;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongPredicate;

/** The numbers that aggregates have left out so far, of which any may still come, too late. Keeps so many holes of all aggregates together. */
final class Holes {

    /**
     * Numbers that one aggregate left out.
     *
     * @param from the first of them
     * @param to the last
     * @param offset of the record that has the number behind them
     */
    record Hole(String aggregate, long from, long to, long offset, long timestamp) {}

    private final int most;
    private final Map<Long, TreeMap<Long, Hole>> byAggregate = new HashMap<>();
    private int size;

    Holes(int most) {
        this.most = most;
    }

    /** @return false if there are too many to keep it */
    boolean add(long aggregate, Hole hole) {
        if (size >= most) {
            return false;
        }
        put(aggregate, hole);
        return true;
    }

    private void put(long aggregate, Hole hole) {
        byAggregate.computeIfAbsent(aggregate, _ -> new TreeMap<>()).put(hole.from(), hole);
        size++;
    }

    /** @return whether that number was left out; what is left of its hole stays one, or becomes two */
    boolean fill(long aggregate, long number) {
        TreeMap<Long, Hole> own = byAggregate.getOrDefault(aggregate, new TreeMap<>());
        Map.Entry<Long, Hole> below = own.floorEntry(number);
        if (below == null || below.getValue().to() < number) {
            return false;
        }
        Hole hole = below.getValue();
        own.remove(hole.from());
        size--;
        if (own.isEmpty()) {
            byAggregate.remove(aggregate);
        }
        if (hole.from() < number) {
            put(aggregate, new Hole(hole.aggregate(), hole.from(), number - 1, hole.offset(), hole.timestamp()));
        }
        if (hole.to() > number) {
            put(aggregate, new Hole(hole.aggregate(), number + 1, hole.to(), hole.offset(), hole.timestamp()));
        }
        return true;
    }

    /** Forgets those of all other aggregates. */
    void keep(LongPredicate aggregates) {
        byAggregate.keySet().removeIf(aggregate -> !aggregates.test(aggregate));
        size = byAggregate.values().stream().mapToInt(TreeMap::size).sum();
    }

    void forEach(Consumer<Hole> told) {
        byAggregate.values().forEach(own -> own.values().forEach(told));
    }
}
