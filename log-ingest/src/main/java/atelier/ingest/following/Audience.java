package atelier.ingest.following;

import atelier.logs.filter.Filter;
import atelier.logs.follow.Position;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Who follows a table, up to where it was read for them, and the lock that guards what they wish for and what is kept. Safe for threads. */
final class Audience {

    /** For so long those who come at the same time are given the same position to join at. */
    private static final long FRESH_NANOS = 2_000_000_000;

    private final Recent recent;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Wishes wishes = new Wishes();
    private final Set<Follower> followers = new HashSet<>();
    /** While it is looked for all nobody can join: the question was asked without the newcomer's filter. */
    private boolean looking;

    private Position position = Position.START;
    private long begun = System.nanoTime() - FRESH_NANOS;
    private boolean woken;
    private boolean closed;

    Audience(Recent recent) {
        this.recent = recent;
    }

    /** Whether a filter can be asked for beside the others: all of them go into one question. */
    boolean hasRoomFor(Filter filter) {
        lock.lock();
        try {
            return wishes.haveRoomFor(filter);
        } finally {
            lock.unlock();
        }
    }

    /** Up to where a newcomer has to read before it can join; null if that has to be begun first. */
    @Nullable
    Position position() {
        lock.lock();
        try {
            boolean fresh = System.nanoTime() - begun < FRESH_NANOS;
            return followers.isEmpty() && !looking && !fresh ? null : position;
        } finally {
            lock.unlock();
        }
    }

    /** As nobody follows: what came since somebody did is nobody's. */
    Position begin(Position end) {
        lock.lock();
        try {
            if (followers.isEmpty() && !looking) {
                position = end;
                begun = System.nanoTime();
            }
            return position;
        } finally {
            lock.unlock();
        }
    }

    /** @return its place behind that position; null if the table has been read further meanwhile: read on and try again */
    @Nullable
    Seat join(Follower follower, Filter filter, Position at) {
        lock.lock();
        try {
            boolean there = !closed && !looking && position.offsets().equals(at.offsets());
            if (!there || !wishes.haveRoomFor(filter)) {
                return null;
            }
            followers.add(follower);
            changed.signalAll();
            return new Seat(wishes.add(filter), recent);
        } finally {
            lock.unlock();
        }
    }

    void leave(Follower follower, Seat seat) {
        lock.lock();
        try {
            if (followers.remove(follower)) {
                wishes.remove(seat.wish());
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * What is to be sent next to whoever sits there; null when there is nothing yet.
     *
     * @param last the cursor of the last row that was sent
     */
    @Nullable
    Sent take(Seat seat, @Nullable String last) {
        lock.lock();
        try {
            long missed = seat.missed(recent);
            return missed > 0 ? new Sent.Missed(missed, last) : seat.take(recent);
        } finally {
            lock.unlock();
        }
    }

    /** What is wished for now. From here to {@link #looked} nobody joins. */
    List<Wish> look() {
        lock.lock();
        try {
            looking = true;
            return wishes.all();
        } finally {
            lock.unlock();
        }
    }

    /** @return who may have something to be sent now */
    List<Follower> keep(List<Recent.Entry> entries, Position end) {
        lock.lock();
        try {
            entries.forEach(recent::add);
            position = end;
            return List.copyOf(followers);
        } finally {
            lock.unlock();
        }
    }

    void looked() {
        lock.lock();
        try {
            looking = false;
        } finally {
            lock.unlock();
        }
    }

    /** Ends the present wait, or the next one if there is none. */
    void wake() {
        lock.lock();
        try {
            woken = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits so long, or until it is woken, and then until somebody follows.
     *
     * @return false at the end
     */
    boolean await(long millis) throws InterruptedException {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(millis);
            while (!closed && !woken && left > 0) {
                left = changed.awaitNanos(left);
            }
            woken = false;
            while (!closed && followers.isEmpty()) {
                changed.await();
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
