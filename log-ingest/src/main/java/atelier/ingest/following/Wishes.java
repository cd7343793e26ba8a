package atelier.ingest.following;

import atelier.logs.filter.Filter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The filters of all who follow a table, each once: all of them go into one question. Guarded by its table. */
final class Wishes {

    /** In characters; the values of a question are in its address, which ClickHouse takes up to a megabyte of. */
    private static final int LONGEST_FILTERS = 100_000;

    private final Map<Filter, Wish> wishes = new LinkedHashMap<>();

    /** Whether a filter can be asked for beside the others. */
    boolean haveRoomFor(Filter filter) {
        int others = wishes.keySet().stream().mapToInt(Wishes::length).sum();
        return wishes.containsKey(filter) || others + length(filter) <= LONGEST_FILTERS;
    }

    private static int length(Filter filter) {
        return filter.toString().length();
    }

    /** One follower more has it. */
    Wish add(Filter filter) {
        Wish wish = wishes.computeIfAbsent(filter, Wish::new);
        wish.came();
        return wish;
    }

    /** One follower less has it. */
    void remove(Wish wish) {
        if (!wish.left()) {
            wishes.remove(wish.filter());
        }
    }

    List<Wish> all() {
        return List.copyOf(wishes.values());
    }
}
