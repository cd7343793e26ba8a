package atelier.delivery.relay;

import java.util.Arrays;
import java.util.List;

/**
 * Which transactions had ended at a moment, as PostgreSQL's {@code pg_snapshot}: all below {@code xmax} that are not listed.
 *
 * @param xmin the lowest that was running
 * @param xmax the first that had not begun to count
 * @param running those between that were running, ascending
 */
record Snapshot(long xmin, long xmax, List<Long> running) {
    /** Sees nothing: 3 is the first number that PostgreSQL gives to a transaction. */
    static final Snapshot NOTHING = new Snapshot(3, 3, List.of());

    Snapshot {
        running = List.copyOf(running);
        if (xmin < 1 || xmax < xmin) {
            throw new IllegalArgumentException("no snapshot: " + xmin + ':' + xmax);
        }
    }

    static Snapshot parse(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("no snapshot: '" + text + "'");
        }
        List<Long> running = parts[2].isEmpty()
                ? List.of()
                : Arrays.stream(parts[2].split(",", -1)).map(Long::valueOf).toList();
        return new Snapshot(Long.parseLong(parts[0]), Long.parseLong(parts[1]), running);
    }

    /**
     * The place to keep after everything between {@code delivered} and this snapshot was delivered, up to transaction {@code highest}.
     *
     * <p>This snapshot itself would not do: an abort is not flushed, so after a crash PostgreSQL may give its number to another transaction, which this snapshot takes for
     * ended. A delivered row was visible, hence its commit was flushed, hence no number up to it is ever given again. So the place reaches no further than that.
     */
    Snapshot cutAt(long highest, Snapshot delivered) {
        long end = Math.max(delivered.xmax, highest + 1);
        if (end > xmax) {
            throw new IllegalArgumentException("transaction " + highest + " is not seen by " + this);
        }
        List<Long> below = running.stream().filter(xid -> xid < end).toList();
        return new Snapshot(below.isEmpty() ? end : below.getFirst(), end, below);
    }

    /** As PostgreSQL writes an array. */
    String runningArray() {
        StringBuilder array = new StringBuilder("{");
        running.forEach(xid -> array.append(array.length() == 1 ? "" : ",").append(xid));
        return array.append('}').toString();
    }

    /** As PostgreSQL writes a {@code pg_snapshot}. */
    @Override
    public String toString() {
        String list = runningArray();
        return xmin + ":" + xmax + ':' + list.substring(1, list.length() - 1);
    }
}
