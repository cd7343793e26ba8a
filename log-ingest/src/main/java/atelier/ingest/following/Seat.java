package atelier.ingest.following;

import org.jspecify.annotations.Nullable;

/** One follower's place among the recent rows of a table. Guarded by the table. */
final class Seat {

    private final Wish wish;
    private long next;
    private long number;

    /** From now on. */
    Seat(Wish wish, Recent recent) {
        this.wish = wish;
        this.next = recent.end();
        this.number = wish.passed();
    }

    Wish wish() {
        return wish;
    }

    /** @return how many rows it should have been given that are not kept any more; they are skipped */
    long missed(Recent recent) {
        if (next >= recent.first()) {
            return 0;
        }
        next = recent.first();
        long missed = Math.max(0, wish.forgotten() - number);
        number += missed;
        return missed;
    }

    /** The next row for it; null when there is none yet. */
    Sent.@Nullable Row take(Recent recent) {
        while (next < recent.end()) {
            Recent.Entry entry = recent.at(next++);
            long own = entry.numberFor(wish);
            if (own > 0) {
                number = own;
                return entry.row();
            }
        }
        return null;
    }
}
