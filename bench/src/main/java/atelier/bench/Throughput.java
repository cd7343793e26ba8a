package atelier.bench;

import atelier.bench.measure.Figures;
import atelier.bench.measure.Report;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Closed loop: the service against its own transaction by hand, in turns. */
final class Throughput {
    static final List<Integer> CLIENTS = List.of(1, 4, 16, 64);
    static final int ROUNDS = 3;
    private static final Duration WARM_UP = Duration.ofSeconds(1);
    private static final int WARM_UP_CLIENTS = 16;
    private static final double OPEN_SHARE = 0.5;

    private final Stack stack;
    private final Duration run;

    Throughput(Stack stack, Duration run) {
        this.stack = stack;
        this.run = run;
    }

    /** Relay off, log-ingest and designs-service stopped: orders per second by hand, by number of clients. */
    Map<Integer, Double> alone(List<String> designs, Report report) throws Exception {
        OrderClient.Kind http = () -> stack.http(designs);
        OrderClient.Kind jdbc = () -> stack.jdbc(designs);
        measure(http, 1, run);
        WarmUp.drive(stack, http, WARM_UP_CLIENTS, report);
        WarmUp.drive(stack, jdbc, WARM_UP_CLIENTS, report);
        report.heading("orders/s, relay off", "POST", "JDBC", "ratio", "POST least", "POST most");
        Map<Integer, Double> raw = new TreeMap<>();
        double most = 0;
        for (int clients : CLIENTS) {
            List<Double> posts = new ArrayList<>();
            List<Double> byHand = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                // Who comes second finds more rows: they take turns in that, too.
                if (round % 2 == 0) {
                    posts.add(measure(http, clients, run));
                    byHand.add(measure(jdbc, clients, run));
                } else {
                    byHand.add(measure(jdbc, clients, run));
                    posts.add(measure(http, clients, run));
                }
            }
            double post = Figures.median(posts);
            raw.put(clients, Figures.median(byHand));
            double[] all = posts.stream().mapToDouble(Double::doubleValue).toArray();
            report.row(
                    clients + " clients",
                    post,
                    raw.get(clients),
                    post / raw.get(clients),
                    Figures.quantile(all, 0),
                    Figures.quantile(all, 1));
            most = Math.max(most, post);
        }
        latency(designs, most, report);
        return raw;
    }

    double measure(OrderClient.Kind kind, int clients, Duration time) throws Exception {
        stack.sql("checkpoint");
        try (Load load = new Load(kind, clients)) {
            load.most(WARM_UP);
            return load.most(time);
        }
    }

    /** Open loop at half of the most. */
    private void latency(List<String> designs, double most, Report report) throws Exception {
        report.heading("latency of POST, ms, relay off", "orders/s", "p50", "p99", "p99.9");
        double rate = most * OPEN_SHARE;
        stack.sql("checkpoint");
        try (Load load = new Load(() -> stack.http(designs), 64)) {
            load.at(rate, WARM_UP.multipliedBy(2));
            double[] millis = Pipeline.millis(load.at(rate, run.multipliedBy(3)));
            report.row(
                    "half of the most",
                    rate,
                    Figures.quantile(millis, 0.5),
                    Figures.quantile(millis, 0.99),
                    Figures.quantile(millis, 0.999));
        }
    }
}
