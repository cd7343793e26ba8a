package atelier.ingest.clickhouse;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;

/** A body that lies in pieces, handed to the HTTP client as they are; the client's own publishers copy them first. */
record Pieces(List<ByteBuffer> pieces) implements Flow.Publisher<ByteBuffer> {

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        subscriber.onSubscribe(new HandingOut(subscriber));
    }

    /** Whoever raises the demand from nothing hands out, until there is none left; calls within calls only raise it. */
    private final class HandingOut implements Flow.Subscription {

        private final Flow.Subscriber<? super ByteBuffer> subscriber;
        private final AtomicLong demand = new AtomicLong();
        private int next;
        private volatile boolean ended;

        HandingOut(Flow.Subscriber<? super ByteBuffer> subscriber) {
            this.subscriber = subscriber;
        }

        @Override
        public void request(long count) {
            if (demand.getAndUpdate(before -> Math.max(before, before + count)) > 0) {
                return;
            }
            do {
                handOutOne();
            } while (demand.decrementAndGet() > 0);
        }

        private void handOutOne() {
            if (!ended && next < pieces.size()) {
                subscriber.onNext(pieces.get(next++).duplicate());
            }
            if (!ended && next == pieces.size()) {
                ended = true;
                subscriber.onComplete();
            }
        }

        @Override
        public void cancel() {
            ended = true;
        }
    }
}
