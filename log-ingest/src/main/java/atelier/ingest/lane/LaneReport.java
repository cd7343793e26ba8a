package atelier.ingest.lane;

import atelier.ingest.clickhouse.ClickHouseFailure;
import atelier.ingest.row.RowBatch;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** How the lane fares, for metrics and health. Written by the lane, read by any thread. */
public final class LaneReport {

    private static final Duration[] FRESHNESS_BUCKETS = {
        Duration.ofMillis(100), Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofSeconds(1),
        Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofMinutes(1),
        Duration.ofMinutes(10), Duration.ofHours(1)
    };

    private final MeterRegistry registry;
    private final Counter rows;
    private final Counter bytes;
    private final Timer inserts;
    private final Timer freshness;
    private final MultiGauge topicLag;

    private volatile long lag;
    private volatile int reading;
    private volatile int arriving;
    private volatile int unreadable;
    private volatile int parts;
    private volatile @Nullable Long kafkaAnswered;
    private volatile @Nullable Long clickHouseAnswered;
    private volatile long progressed = System.nanoTime();
    private volatile @Nullable String failing;

    public LaneReport(MeterRegistry registry) {
        this.registry = registry;
        rows = Counter.builder("ingest.rows")
                .description("Records written to kafka_logs")
                .register(registry);
        bytes = Counter.builder("ingest.bytes")
                .baseUnit("bytes")
                .description("Size of these rows, unpacked")
                .register(registry);
        inserts = Timer.builder("ingest.insert")
                .description("From sending an INSERT to its good answer")
                .register(registry);
        freshness = Timer.builder("ingest.freshness")
                .description("From a record's Kafka timestamp until it can be queried")
                .serviceLevelObjectives(FRESHNESS_BUCKETS)
                .register(registry);
        topicLag = MultiGauge.builder("ingest.topic.lag")
                .description("Records in Kafka and not yet in the table")
                .register(registry);
        Gauge.builder("ingest.lag", this, report -> report.lag)
                .description("Sum over all topics")
                .register(registry);
        Gauge.builder("ingest.parts", this, report -> report.parts)
                .description("Active parts of kafka_logs")
                .register(registry);
        Gauge.builder("ingest.partitions", this, report -> report.reading)
                .tag("state", "reading")
                .register(registry);
        Gauge.builder("ingest.partitions", this, report -> report.arriving)
                .tag("state", "arriving")
                .register(registry);
        Gauge.builder("ingest.partitions", this, report -> report.unreadable)
                .tag("state", "unreadable")
                .register(registry);
    }

    void written(RowBatch batch, long nanos) {
        rows.increment(batch.rows());
        bytes.increment((double) batch.bytes());
        inserts.record(nanos, TimeUnit.NANOSECONDS);
        long now = System.currentTimeMillis();
        for (long timestamp : batch.timestamps()) {
            if (timestamp >= 0 && timestamp <= now) { // a producer's clock may say anything
                freshness.record(now - timestamp, TimeUnit.MILLISECONDS);
            }
        }
        progressed = System.nanoTime();
        clickHouseAnswered = System.nanoTime();
        failing = null;
    }

    void failed(ClickHouseFailure failure) {
        String code =
                switch (failure) {
                    case ClickHouseFailure.Refused refused -> String.valueOf(refused.code());
                    case ClickHouseFailure.NoAnswer _ -> "none";
                };
        failing = code;
        registry.counter("ingest.insert.failures", "code", code).increment();
    }

    void gap(Gap gap) {
        registry.counter("ingest.gaps", "reason", gap.reason().name()).increment();
        registry.counter("ingest.gap.offsets").increment((double) (gap.to() - gap.from()));
    }

    void kafkaAnswers(Map<String, Long> lagByTopic) {
        lag = lagByTopic.values().stream().mapToLong(Long::longValue).sum();
        topicLag.register(
                lagByTopic.entrySet().stream()
                        .map(topic -> MultiGauge.Row.of(Tags.of("topic", topic.getKey()), topic.getValue()))
                        .toList(),
                true);
        kafkaAnswered = System.nanoTime();
        if (lag == 0) {
            progressed = System.nanoTime();
        }
    }

    void clickHouseAnswers(int activeParts) {
        parts = activeParts;
        clickHouseAnswered = System.nanoTime();
    }

    void partitions(int readingNow, int arrivingNow, int unreadableNow) {
        reading = readingNow;
        arriving = arrivingNow;
        unreadable = unreadableNow;
    }

    public long lag() {
        return lag;
    }

    public int arriving() {
        return arriving;
    }

    public int reading() {
        return reading;
    }

    /** Partitions, among the others, of which Kafka hands over no more. */
    public int unreadable() {
        return unreadable;
    }

    /** What the last INSERT failed with: the number of ClickHouse's error, or "none" for no answer; null if it did not fail. */
    public @Nullable String failing() {
        return failing;
    }

    /** Since when there has been something to insert and nothing was inserted. */
    public Duration sinceProgress() {
        return Duration.ofNanos(System.nanoTime() - progressed);
    }

    /** Since Kafka, as a member of the group, was last heard; null = never. */
    public @Nullable Duration sinceKafka() {
        return since(kafkaAnswered);
    }

    public @Nullable Duration sinceClickHouse() {
        return since(clickHouseAnswered);
    }

    private static @Nullable Duration since(@Nullable Long then) {
        return then == null ? null : Duration.ofNanos(System.nanoTime() - then);
    }
}
