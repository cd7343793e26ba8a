package atelier.delivery.relay;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Wakes the relay. To signal costs a volatile read when it is awake already; it never blocks. */
public final class RelaySignal implements Runnable {
    private final AtomicBoolean raised = new AtomicBoolean();
    private volatile @Nullable Thread waiting;

    @Override
    public void run() {
        // Who finds it raised leaves the waking to the one that raised it.
        if (!raised.get() && raised.compareAndSet(false, true)) {
            LockSupport.unpark(waiting);
        }
    }

    /** Waits until a signal that was not yet waited for, an interrupt or the time; answers whether there was a signal. */
    boolean await(Duration longest) {
        long end = System.nanoTime() + longest.toNanos();
        waiting = Thread.currentThread();
        try {
            while (!raised.get() && !Thread.currentThread().isInterrupted()) {
                long left = end - System.nanoTime();
                if (left <= 0) {
                    break;
                }
                LockSupport.parkNanos(this, left);
            }
        } finally {
            waiting = null;
        }
        return raised.getAndSet(false);
    }
}
