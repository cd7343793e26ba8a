package atelier.ingest.following;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;

/** How the followers fare, for metrics. */
public final class FollowReport {

    private final AtomicInteger followers = new AtomicInteger();
    private final Counter sent;
    private final Counter missed;
    private final Counter looks;

    public FollowReport(MeterRegistry registry) {
        Gauge.builder("ingest.followers", followers, AtomicInteger::get)
                .description("Streams that are open")
                .register(registry);
        sent = Counter.builder("ingest.followed.rows")
                .description("Rows sent to followers, each to each")
                .register(registry);
        missed = Counter.builder("ingest.followed.missed")
                .description("Rows that slow followers were told to have missed")
                .register(registry);
        looks = Counter.builder("ingest.followed.looks")
                .description("Looks for new rows on behalf of all followers of a table")
                .register(registry);
    }

    int followers() {
        return followers.get();
    }

    /** @return how many there are with it */
    int came() {
        return followers.incrementAndGet();
    }

    void left() {
        followers.decrementAndGet();
    }

    void sent() {
        sent.increment();
    }

    void missed(long rows) {
        missed.increment((double) rows);
    }

    void looked() {
        looks.increment();
    }
}
