package atelier.ingest.following;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** How much is kept for newcomers, all together, of what was read for them and they have not taken yet. */
final class Room {

    private final long most;
    private final AtomicLong used = new AtomicLong();

    /** @param most bytes; exceeded by what is being read when it is reached */
    Room(long most) {
        this.most = most;
    }

    boolean isFull() {
        return used.get() >= most;
    }

    /** Each of them is to be given back. */
    void take(List<Sent.Row> rows) {
        used.addAndGet(rows.stream().mapToLong(Sent.Row::bytes).sum());
    }

    void giveBack(Sent.Row row) {
        used.addAndGet(-row.bytes());
    }
}
