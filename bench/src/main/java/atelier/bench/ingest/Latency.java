package atelier.bench.ingest;

import atelier.bench.measure.Figures;
import atelier.bench.measure.Report;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToDoubleFunction;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Open loop at a steady rate: from when an event was due until a query, asked every 20 ms, sees its row, and until a
 * follower over HTTP has it.
 */
final class Latency {
    private static final String TOPIC = "latency";
    private static final int WARM_UP_SECONDS = 5;
    private static final int PER_SECOND = 1_000;
    private static final long SECOND = 1_000_000_000L;
    private static final double MILLI = 1e6;
    private static final long LOOK_NANOS = 20_000_000;
    private static final long LONGEST_NANOS = 60 * SECOND;

    private final ClickHouse clickHouse;
    private final String sql;
    /** By partition: up to which offset, and when that was answered. */
    private final Map<Integer, TreeMap<Long, Long>> seen = new HashMap<>();

    private Latency(ClickHouse clickHouse, LogTable table) {
        this.clickHouse = clickHouse;
        this.sql = "SELECT kafka_partition, max(kafka_offset) FROM " + table.name() + " WHERE topic = '" + TOPIC
                + "' GROUP BY topic, topic_id, kafka_partition";
    }

    private record Sent(long dueNanos, Future<RecordMetadata> place) {}

    /**
     * Of one event, in milliseconds.
     *
     * @param pushed what of {@code followed} came after {@code queryable}
     */
    private record Wait(double queryable, double followed, double pushed) {}

    static void measure(Workshop workshop, Report report) throws Exception {
        Progress.say("latency");
        workshop.broker().create(TOPIC, workshop.options().partitions());
        try (LogIngest way = workshop.logIngest()) {
            Latency latency = new Latency(workshop.clickHouse(), way.ready(TOPIC));
            try (Tail tail = new Tail(way.address(), TOPIC)) {
                latency.load(workshop, WARM_UP_SECONDS, tail);
                List<Wait> waits = latency.load(workshop, workshop.options().latencySeconds(), tail);
                report.heading("ms at " + PER_SECOND + " events/s", "p50", "p99", "p99.9", "most");
                row(report, "due to queryable", waits, Wait::queryable);
                row(report, "due to a follower over HTTP", waits, Wait::followed);
                row(report, "of it after queryable", waits, Wait::pushed);
            }
        }
        workshop.forget(TOPIC);
    }

    private static void row(Report report, String name, List<Wait> waits, ToDoubleFunction<Wait> part) {
        double[] millis = waits.stream().mapToDouble(part).toArray();
        report.row(
                name,
                Figures.quantile(millis, 0.5),
                Figures.quantile(millis, 0.99),
                Figures.quantile(millis, 0.999),
                Figures.quantile(millis, 1));
    }

    private List<Wait> load(Workshop workshop, int seconds, Tail tail) throws Exception {
        int partitions = workshop.options().partitions();
        Map<String, Object> settings =
                Map.of("bootstrap.servers", workshop.broker().address(), "compression.type", "lz4", "linger.ms", "1");
        List<Sent> all = new ArrayList<>();
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            long begin = System.nanoTime();
            long nextLook = begin;
            for (int i = 0; i < PER_SECOND * seconds; i++) {
                long due = begin + i * SECOND / PER_SECOND;
                // Asking takes milliseconds, in which events fall due; their time runs from when they were due.
                while (System.nanoTime() < due) {
                    if (System.nanoTime() >= nextLook) {
                        look();
                        nextLook = System.nanoTime() + LOOK_NANOS;
                    } else {
                        LockSupport.parkNanos(Math.min(due, nextLook) - System.nanoTime());
                    }
                }
                all.add(new Sent(
                        due,
                        producer.send(workshop.events().event(TOPIC, i % partitions, i, System.currentTimeMillis()))));
            }
        }
        return waits(all, tail);
    }

    private List<Wait> waits(List<Sent> all, Tail tail) throws Exception {
        List<Wait> waits = new ArrayList<>();
        for (Sent sent : all) {
            long queryable = queryable(sent.place.get());
            long followed = followed(sent.place.get(), tail);
            // A look may come after the push; then nothing is left for the push.
            long pushed = Math.max(0, followed - queryable);
            waits.add(
                    new Wait((queryable - sent.dueNanos) / MILLI, (followed - sent.dueNanos) / MILLI, pushed / MILLI));
        }
        return waits;
    }

    private static long followed(RecordMetadata place, Tail tail) {
        long begin = System.nanoTime();
        while (tail.arrival(place.partition(), place.offset()) == 0) {
            if (!tail.follows() || System.nanoTime() - begin > LONGEST_NANOS) {
                throw new IllegalStateException(place + " does not come to a follower");
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return tail.arrival(place.partition(), place.offset());
    }

    private void look() throws Exception {
        String answer = clickHouse.ask(sql);
        long now = System.nanoTime();
        answer.lines().map(line -> line.split("\t", -1)).forEach(row -> seen.computeIfAbsent(
                        Integer.valueOf(row[0]), partition -> new TreeMap<>())
                .putIfAbsent(Long.valueOf(row[1]), now));
    }

    private long queryable(RecordMetadata place) throws Exception {
        long begin = System.nanoTime();
        while (true) {
            TreeMap<Long, Long> partition = seen.get(place.partition());
            var entry = partition == null ? null : partition.ceilingEntry(place.offset());
            if (entry != null) {
                return entry.getValue();
            }
            if (System.nanoTime() - begin > LONGEST_NANOS) {
                throw new IllegalStateException(place + " does not become queryable");
            }
            LockSupport.parkNanos(LOOK_NANOS);
            look();
        }
    }
}
