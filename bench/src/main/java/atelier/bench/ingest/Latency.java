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
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Open loop at a steady rate: from when an event was due until a query sees its row. That query is asked every 20 ms. */
final class Latency {
    private static final String TOPIC = "latency";
    private static final int WARM_UP_SECONDS = 5;
    private static final int PER_SECOND = 1_000;
    private static final long SECOND = 1_000_000_000L;
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

    static void measure(Workshop workshop, Report report) throws Exception {
        Progress.say("latency");
        workshop.broker().create(TOPIC, workshop.options().partitions());
        try (LogIngest way = workshop.logIngest()) {
            Latency latency = new Latency(workshop.clickHouse(), way.ready(TOPIC));
            latency.load(workshop, WARM_UP_SECONDS);
            double[] millis = latency.load(workshop, workshop.options().latencySeconds());
            report.heading("ms from due to queryable at " + PER_SECOND + " events/s", "p50", "p99", "p99.9", "most");
            report.row(
                    way.name(),
                    Figures.quantile(millis, 0.5),
                    Figures.quantile(millis, 0.99),
                    Figures.quantile(millis, 0.999),
                    Figures.quantile(millis, 1));
        }
        workshop.forget(TOPIC);
    }

    private double[] load(Workshop workshop, int seconds) throws Exception {
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
        double[] millis = new double[all.size()];
        for (int i = 0; i < millis.length; i++) {
            Sent sent = all.get(i);
            millis[i] = (queryable(sent.place.get()) - sent.dueNanos) / 1e6;
        }
        return millis;
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
