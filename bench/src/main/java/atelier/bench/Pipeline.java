package atelier.bench;

import atelier.bench.measure.Figures;
import atelier.bench.measure.Report;
import atelier.bench.measure.Service;
import atelier.bench.measure.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.DoubleStream;

/** With everything on: relay, designs-service, log-ingest. */
final class Pipeline {
    private static final int CLIENTS = 64;
    private static final double GOAL_RATE = 2_000;
    private static final double HALF = 0.5;
    /** Of the most: beyond that the queues grow with the length of the run, and their latency says nothing. */
    private static final double NEAR_MOST = 0.8;

    private static final long LONGEST_DRAIN_NANOS = 60_000_000_000L;

    private final Options options;
    private final Stack stack;
    private final List<String> designs;
    private final Report report;

    Pipeline(Options options, Stack stack, List<String> designs, Report report) {
        this.options = options;
        this.stack = stack;
        this.designs = designs;
        this.report = report;
    }

    /** @param raw orders per second by hand, by number of clients; empty if that was not measured */
    void run(Map<Integer, Double> raw) throws Exception {
        // Few at first: a service that has just started has two connections and interpreted code.
        drained(options.run().multipliedBy(2), 4);
        WarmUp.drive(stack, () -> stack.http(designs), CLIENTS, report);
        drained(options.run(), CLIENTS);
        double most = options.has(Options.Part.PIPELINE) ? most(raw) : 0;
        if (options.has(Options.Part.LATENCY)) {
            if (options.rate() > 0) {
                latencies("as asked for", options.rate());
            } else {
                latencies("half of the most", most * HALF);
                latencies("near the most", Math.min(GOAL_RATE, most * NEAR_MOST));
            }
        }
        report.heading("memory after that, MiB resident", "RSS");
        for (Service service : stack.services()) {
            report.row(service.name(), (double) Usage.residentMib(service.pid()));
        }
    }

    private double most(Map<Integer, Double> raw) throws Exception {
        report.heading("orders/s, whole pipeline on", "POST", "of JDBC alone", "s to drain");
        double most = 0;
        for (int clients : Throughput.CLIENTS) {
            List<Double> rates = new ArrayList<>();
            List<Double> drains = new ArrayList<>();
            for (int round = 0; round < Throughput.ROUNDS; round++) {
                double[] seen = drained(options.run(), clients);
                rates.add(seen[0]);
                drains.add(seen[1]);
            }
            double post = Figures.median(rates);
            report.row(
                    clients + " clients", post, post / raw.getOrDefault(clients, Double.NaN), Figures.median(drains));
            most = Math.max(most, post);
        }
        return most;
    }

    /** Orders per second, and seconds until the last of them is in the log; the next run finds empty queues. */
    private double[] drained(Duration time, int clients) throws Exception {
        try (Arrivals arrivals = new Arrivals(stack.brokers())) {
            double rate = new Throughput(stack, time).measure(() -> stack.http(designs), clients, time);
            List<Load.Sample> last;
            try (Load load = new Load(() -> stack.http(designs), 1)) {
                last = load.at(20, Duration.ofMillis(250));
            }
            long begin = System.nanoTime();
            try (Queryable queryable = new Queryable(stack.clickHouseUrl())) {
                await(last, arrivals, queryable);
            }
            return new double[] {rate, (System.nanoTime() - begin) / 1e9};
        }
    }

    private void latencies(String name, double rate) throws Exception {
        try (Arrivals arrivals = new Arrivals(stack.brokers());
                Queryable queryable = new Queryable(stack.clickHouseUrl());
                Load load = new Load(() -> stack.http(designs), CLIENTS)) {
            stack.sql("checkpoint");
            await(load.at(rate, Duration.ofSeconds(3)), arrivals, queryable);
            Map<String, Double> before = stack.seconds();
            List<Load.Sample> placed = load.at(rate, options.run().multipliedBy(5));
            await(placed, arrivals, queryable);
            Map<String, Double> after = stack.seconds();
            report.heading("ms at " + Math.round(rate) + " orders/s, " + name, "p50", "p99", "p99.9");
            row("POST", DoubleStream.of(millis(placed)));
            row(
                    "outbox to Kafka consumer",
                    placed.stream()
                            .map(sample -> arrival(arrivals, sample))
                            .mapToDouble(seen -> (seen.receivedMicros() - seen.appendedMicros()) / 1e3));
            row(
                    "POST to queryable",
                    placed.stream()
                            .mapToDouble(sample ->
                                    (queryable.since(arrival(arrivals, sample)) - sample.intendedMicros()) / 1e3));
            report.heading("CPU seconds per 1000 orders at " + Math.round(rate) + "/s", "s");
            before.forEach((part, seconds) ->
                    report.row(part, (Objects.requireNonNull(after.get(part)) - seconds) * 1000 / placed.size()));
        }
    }

    private static Arrivals.Arrival arrival(Arrivals arrivals, Load.Sample sample) {
        return Objects.requireNonNull(arrivals.byOrder().get(sample.id()), sample.id());
    }

    private void row(String name, DoubleStream values) {
        double[] all = values.toArray();
        report.row(name, Figures.quantile(all, 0.5), Figures.quantile(all, 0.99), Figures.quantile(all, 0.999));
    }

    static double[] millis(List<Load.Sample> samples) {
        return samples.stream().mapToDouble(sample -> sample.nanos() / 1e6).toArray();
    }

    private static void await(List<Load.Sample> placed, Arrivals arrivals, Queryable queryable) {
        long deadline = System.nanoTime() + LONGEST_DRAIN_NANOS;
        for (Load.Sample sample : placed) {
            Arrivals.Arrival arrival = arrivals.byOrder().get(sample.id());
            while (arrival == null || queryable.since(arrival) < 0) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException(sample.id() + " does not arrive");
                }
                LockSupport.parkNanos(5_000_000);
                arrival = arrivals.byOrder().get(sample.id());
            }
        }
    }
}
