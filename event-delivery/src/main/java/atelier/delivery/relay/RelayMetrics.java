package atelier.delivery.relay;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** What a relay measures. */
final class RelayMetrics {
    private final Counter published;
    private final Timer commitToAck;
    private volatile long caughtUpNanos = Long.MIN_VALUE;

    RelayMetrics(MeterRegistry meters, Supplier<RelayStatus> status) {
        this.published = Counter.builder("atelier.relay.published")
                .description("Events that Kafka has")
                .register(meters);
        this.commitToAck = Timer.builder("atelier.relay.commit.to.ack")
                .description("From the append of an event to the commit of its Kafka transaction")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofMinutes(1))
                .register(meters);
        Gauge.builder("atelier.outbox.backlog", status, now -> now.get().backlog())
                .strongReference(true)
                .description("Events that wait to be published, as last counted")
                .register(meters);
        Gauge.builder(
                        "atelier.outbox.oldest.unpublished.age",
                        status,
                        now -> now.get().oldestUnpublished().toMillis() / 1000.0)
                .strongReference(true)
                .description("Age of the oldest event that waits to be published")
                .baseUnit("seconds")
                .register(meters);
        Gauge.builder("atelier.relay.active", status, now -> now.get().role() == RelayRole.ACTIVE ? 1 : 0)
                .strongReference(true)
                .description("1 if this process publishes")
                .register(meters);
    }

    void published(List<OutboxRow> rows) {
        published.increment(rows.size());
        Instant now = Instant.now();
        for (OutboxRow row : rows) {
            Duration age = Duration.between(row.createdAt(), now);
            commitToAck.record(age.isNegative() ? Duration.ZERO : age);
        }
    }

    /** The relay has found nothing more to publish. */
    void caughtUp() {
        caughtUpNanos = System.nanoTime();
    }

    boolean caughtUpWithin(Duration time) {
        long at = caughtUpNanos;
        return at != Long.MIN_VALUE && System.nanoTime() - at < time.toNanos();
    }
}
