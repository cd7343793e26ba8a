package atelier.ingest.repair;

import java.util.concurrent.locks.LockSupport;

/** No more than so many records a second. */
final class Pace {

    private static final long SECOND = 1_000_000_000L;

    private final long perSecond;
    private final long start = System.nanoTime();
    private long taken;

    /** @param perSecond 0 = as fast as it goes */
    Pace(long perSecond) {
        this.perSecond = perSecond;
    }

    /** Waits, a fifth of a second at most, until the next record may be taken; false = ask again. */
    boolean take() {
        if (perSecond > 0) {
            long due = start + taken / perSecond * SECOND + taken % perSecond * SECOND / perSecond;
            long early = due - System.nanoTime();
            if (early > 0) {
                LockSupport.parkNanos(Math.min(early, SECOND / 5));
                if (due - System.nanoTime() > 0) {
                    return false;
                }
            }
        }
        taken++;
        return true;
    }
}
