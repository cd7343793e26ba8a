package atelier.ingest.reading;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** What one thread writes goes to one caller at once, and at the caller's pace: nothing is kept here. */
final class LineStream extends OutputStream {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(5).toNanos();

    private final Runnable opening;
    private final CompletableFuture<Subscriber<? super byte[]>> caller = new CompletableFuture<>();
    private final AtomicLong wanted = new AtomicLong();
    private volatile boolean left;

    /** @param opening called before something is written, whereupon somebody is to read {@link #chunks} */
    LineStream(Runnable opening) {
        this.opening = opening;
    }

    Publisher<byte[]> chunks() {
        return subscriber -> {
            subscriber.onSubscribe(new Demand());
            caller.complete(subscriber);
        };
    }

    private final class Demand implements Subscription {
        @Override
        public void request(long more) {
            wanted.accumulateAndGet(
                    more, (now, added) -> Math.min(now + Math.min(added, Integer.MAX_VALUE), Integer.MAX_VALUE));
        }

        @Override
        public void cancel() {
            left = true;
        }
    }

    /** Whether nobody reads any more. */
    boolean left() {
        return left;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    /** @throws IOException if the caller has gone away, or has not read for long */
    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        opening.run();
        long end = System.nanoTime() + PATIENCE.toNanos();
        Subscriber<? super byte[]> reader = reader();
        while (wanted.get() == 0) {
            if (left || System.nanoTime() - end > 0) {
                throw new IOException("the caller does not read");
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        wanted.decrementAndGet();
        reader.onNext(Arrays.copyOfRange(bytes, from, from + length));
    }

    private Subscriber<? super byte[]> reader() throws IOException {
        try {
            return caller.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the caller did not wait for the answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** The end of what is written. */
    @Override
    public void close() {
        if (caller.isDone() && !left) {
            caller.join().onComplete();
        }
    }
}
