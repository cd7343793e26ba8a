package atelier.ingest.following;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What was read for one follower alone and was not sent yet, and the room that it takes. One thread adds while another sends. */
final class Portion {

    private final Room room;
    private final Queue<Sent> waiting = new ConcurrentLinkedQueue<>();
    /** Of the room, in bytes. */
    private final AtomicLong taken = new AtomicLong();

    Portion(Room room) {
        this.room = room;
    }

    /** Whether nothing more should be read, for anyone. */
    boolean isTooMuch() {
        return room.isFull();
    }

    void greet() {
        waiting.add(new Sent.Hello());
    }

    /** The room is taken after the rows are there: whoever finds none would give it back before. */
    void add(List<Sent.Row> rows) {
        waiting.addAll(rows);
        taken.addAndGet(room.take(rows));
    }

    /** Null when there is none. */
    @Nullable
    Sent next() {
        return waiting.poll();
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Gives the room back, of what was sent and of what nobody wants any more. */
    void clear() {
        waiting.clear();
        room.giveBack(taken.getAndSet(0));
    }
}
