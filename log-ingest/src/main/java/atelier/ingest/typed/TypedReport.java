package atelier.ingest.typed;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** How the typed tables fare, for metrics. */
public final class TypedReport {

    private final MeterRegistry registry;
    private final Counter failures;
    private final Map<String, AtomicLong> behind = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> deadLetters = new ConcurrentHashMap<>();

    public TypedReport(MeterRegistry registry) {
        this.registry = registry;
        this.failures = Counter.builder("ingest.typed.failures")
                .description("Fills of typed tables without a good answer, done again")
                .register(registry);
    }

    void behind(String table, long offsets) {
        behind.computeIfAbsent(
                        table,
                        _ -> gauge(
                                "ingest.typed.lag",
                                "Offsets in kafka_logs that were not judged for the table yet",
                                table))
                .set(offsets);
    }

    void deadLetters(String table, long open) {
        deadLetters
                .computeIfAbsent(
                        table,
                        _ -> gauge(
                                "ingest.dead.letters",
                                "Records that do not fit the table and wait for somebody",
                                table))
                .set(open);
    }

    private AtomicLong gauge(String name, String description, String table) {
        AtomicLong value = new AtomicLong();
        Gauge.builder(name, value, AtomicLong::get)
                .description(description)
                .tag("table", table)
                .register(registry);
        return value;
    }

    void failed() {
        failures.increment();
    }
}
