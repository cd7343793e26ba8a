package atelier.devstack.clickhouse;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The memory in which bodies wait for their last byte, in pieces of one size, shared by all requests and used again and
 * again: fresh memory costs the kernel more than the bytes that are put into it. Safe for threads.
 */
final class SpoolMemory {
    static final int PIECE_BYTES = 1 << 20;

    private final Deque<byte[]> free = new ArrayDeque<>();
    private int unborn;

    /** @param bytes the most that is taken at the same time, rounded down to whole pieces */
    SpoolMemory(long bytes) {
        this.unborn = Math.toIntExact(bytes / PIECE_BYTES);
    }

    /** @return nothing when all of it is in use */
    synchronized byte @Nullable [] take() {
        if (free.isEmpty() && unborn > 0) {
            unborn--;
            return new byte[PIECE_BYTES];
        }
        return free.poll();
    }

    synchronized void giveBack(Collection<byte[]> pieces) {
        free.addAll(pieces);
    }
}
