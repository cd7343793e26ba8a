package atelier.ingest.following;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** What was read for one follower alone and was not sent yet, and the room that it takes. One thread adds while another sends. */
final class Portion {

    private final Room room;
    private final Queue<Sent> waiting = new ConcurrentLinkedQueue<>();

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

    void add(List<Sent.Row> rows) {
        room.take(rows);
        waiting.addAll(rows);
    }

    /** Null when there is none; takes no room any more. */
    @Nullable
    Sent next() {
        Sent sent = waiting.poll();
        if (sent instanceof Sent.Row row) {
            room.giveBack(row);
        }
        return sent;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** As nobody wants it any more. */
    void drop() {
        Sent dropped = next();
        while (dropped != null) {
            dropped = next();
        }
    }
}
