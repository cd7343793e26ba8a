package atelier.ingest.following;

import atelier.logs.filter.Filter;

/** A filter that some followers have in common, and how many rows have passed it. Guarded by its table. */
final class Wish {

    private final Filter filter;
    private int followers;
    private long passed;
    private long forgotten;

    Wish(Filter filter) {
        this.filter = filter;
    }

    Filter filter() {
        return filter;
    }

    void came() {
        followers++;
    }

    /** @return whether anyone is left */
    boolean left() {
        return --followers > 0;
    }

    /** @return the number of the row among those that passed; the first has 1 */
    long pass() {
        return ++passed;
    }

    /** How many have passed. */
    long passed() {
        return passed;
    }

    /** The row with that number is not kept any more. */
    void forget(long number) {
        forgotten = number;
    }

    /** The number of the last that is not kept any more. */
    long forgotten() {
        return forgotten;
    }
}
