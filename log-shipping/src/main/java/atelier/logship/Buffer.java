package atelier.logship;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.LongFunction;

/**
 * Lines on their way from those who log to the one who ships: so many and so many bytes, and no more. A line stays in it until Kafka has it. Any number of threads may put in, one
 * takes out.
 */
final class Buffer {

    static final int OVERHEAD = 32;

    /** What is shipped at once; one line may be longer. */
    private static final int LINES_AT_ONCE = 500;

    private static final int BYTES_AT_ONCE = 256 << 10;

    private final Limits limits;
    private final Duration linger;
    private final LongFunction<byte[]> report;
    private final Deque<byte[]> lines = new ArrayDeque<>();
    private long bytes;
    private long dropped;
    private long untold;
    private boolean closing;

    /**
     * @param linger how long the first line waits for company
     * @param report makes the line that says how many were dropped
     */
    Buffer(Limits limits, Duration linger, LongFunction<byte[]> report) {
        this.limits = limits;
        this.linger = linger;
        this.report = report;
    }

    /** Takes the line in, or drops it; waits for nobody. The last quarter is kept for grave ones. */
    synchronized void offer(byte[] line, boolean grave) {
        if (closing || !hasRoomFor(line, grave)) {
            dropped++;
            untold++;
            return;
        }
        add(line);
        if (lines.size() == 1 || lines.size() == LINES_AT_ONCE) {
            notifyAll();
        }
    }

    private boolean hasRoomFor(byte[] line, boolean grave) {
        int quarters = grave ? 4 : 3;
        return 4L * (lines.size() + 1) <= (long) quarters * limits.lines()
                && 4 * (bytes + line.length + OVERHEAD) <= quarters * limits.bytes();
    }

    private void add(byte[] line) {
        lines.add(line);
        bytes += line.length + OVERHEAD;
    }

    /** The first lines, which stay where they are until they are released; waits for one. None when closed and empty. */
    synchronized List<byte[]> next() throws InterruptedException {
        while (lines.isEmpty() && !closing) {
            wait();
        }
        long end = System.nanoTime() + linger.toNanos();
        while (!closing && lines.size() < LINES_AT_ONCE && millisTo(end) > 0) {
            wait(millisTo(end));
        }
        return first();
    }

    private List<byte[]> first() {
        List<byte[]> first = new ArrayList<>();
        long size = 0;
        for (byte[] line : lines) {
            size += line.length;
            if (first.size() == LINES_AT_ONCE || (size > BYTES_AT_ONCE && !first.isEmpty())) {
                break;
            }
            first.add(line);
        }
        return first;
    }

    /**
     * Lets go of the first lines. If others were dropped meanwhile, there is room now to say so, in the place where they are missing.
     *
     * @param refused how many of these Kafka will never take
     */
    synchronized void release(int count, int refused) {
        for (int i = 0; i < count; i++) {
            bytes -= lines.remove().length + OVERHEAD;
        }
        dropped += refused;
        untold += refused;
        if (untold > 0) {
            byte[] line = report.apply(untold);
            if (hasRoomFor(line, true)) {
                add(line);
                untold = 0;
            }
        }
    }

    /** Waits, unless it is closed or being closed. */
    synchronized void pause(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        while (!closing && millisTo(end) > 0) {
            wait(millisTo(end));
        }
    }

    private static long millisTo(long end) {
        return Math.ceilDiv(end - System.nanoTime(), 1_000_000L);
    }

    /** From now on nothing comes in, and whoever takes out need not wait for more. */
    synchronized void close() {
        closing = true;
        notifyAll();
    }

    synchronized boolean isClosing() {
        return closing;
    }

    synchronized int size() {
        return lines.size();
    }

    synchronized long bytes() {
        return bytes;
    }

    /** Since the beginning. */
    synchronized long dropped() {
        return dropped;
    }
}
