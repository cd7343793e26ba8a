package atelier.delivery.consuming;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;

/** What a consumer loop measures, each with its group as tag. */
final class ConsumerMetrics {
    private final MeterRegistry meters;
    private final Tags tags;
    private final Counter handled;
    private final Counter failed;
    private final Timer batches;

    ConsumerMetrics(MeterRegistry meters, String group, Supplier<ConsumerStatus> status) {
        this.meters = meters;
        this.tags = Tags.of("group", group);
        this.handled = Counter.builder("atelier.consumer.handled")
                .description("Records that took effect")
                .tags(tags)
                .register(meters);
        this.failed = Counter.builder("atelier.consumer.failed")
                .description("Tries of a batch that failed")
                .tags(tags)
                .register(meters);
        this.batches = Timer.builder("atelier.consumer.batch")
                .description("Time of a batch in the database")
                .tags(tags)
                .register(meters);
        Gauge.builder("atelier.consumer.failing", status, now -> now.get().failing() ? 1 : 0)
                .strongReference(true)
                .description("1 while a batch fails and is tried again")
                .tags(tags)
                .register(meters);
    }

    /** The client's own measures, lag among them, until closed. */
    KafkaClientMetrics bind(Consumer<?, ?> consumer) {
        KafkaClientMetrics client = new KafkaClientMetrics(consumer, tags);
        client.bindTo(meters);
        return client;
    }

    void handled(int records, long nanos) {
        handled.increment(records);
        batches.record(nanos, TimeUnit.NANOSECONDS);
    }

    void failed() {
        failed.increment();
    }
}
