package atelier.bench.ingest;

import atelier.bench.measure.Report;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The ways in, in turns. */
final class Ways {
    private final Workshop workshop;
    private final Options options;
    private final Comparison comparison;
    private final List<Polling.Rate> polled = new ArrayList<>();
    private @Nullable PreparedInserts prepared;

    Ways(Workshop workshop) {
        this.workshop = workshop;
        this.options = workshop.options();
        this.comparison = new Comparison(kafkaEngine(true).name());
    }

    private KafkaEngine kafkaEngine(boolean withIds) {
        return new KafkaEngine(
                workshop.clickHouse(), workshop.broker(), workshop.template(), options.kafkaEngine(), withIds);
    }

    void measure(Report report) throws Exception {
        for (int run = 0; run < options.runs(); run++) {
            Progress.say("ways, run " + (run + 1) + " of " + options.runs() + ", " + options.events() + " events");
            List<Way> ways = ways();
            Collections.rotate(ways, run); // who comes first finds an emptier machine
            for (int turn = 0; turn < ways.size(); turn++) {
                drain("ways_" + run + "_" + turn, ways.get(turn));
            }
        }
        comparison.print(report, "ways in, medians of " + options.runs() + " runs");
        if (!polled.isEmpty()) {
            reportPolling(report);
        }
    }

    private void reportPolling(Report report) {
        report.heading("for comparison", "events/s", "client CPU");
        double[] rates =
                polled.stream().mapToDouble(Polling.Rate::perSecond).sorted().toArray();
        double[] cpu = polled.stream().mapToDouble(Polling.Rate::cpu).sorted().toArray();
        report.row("consumer that only polls", rates[rates.length / 2], cpu[cpu.length / 2]);
    }

    private List<Way> ways() {
        List<Way> ways = new ArrayList<>();
        if (options.against().contains(Options.WayIn.ENGINE)) {
            ways.add(kafkaEngine(true));
        }
        if (options.against().contains(Options.WayIn.ENGINE_WITHOUT_IDS)) {
            ways.add(kafkaEngine(false));
        }
        ways.add(workshop.logIngest());
        return ways;
    }

    private void drain(String name, Way way) throws Exception {
        try (Backlog backlog = workshop.fill(name, options.partitions())) {
            drain(way, name, backlog);
            if (way instanceof LogIngest && options.against().contains(Options.WayIn.POLLING)) {
                polled.add(Polling.drain(workshop.broker(), backlog, options.partitions()));
            }
            if (way instanceof LogIngest && options.against().contains(Options.WayIn.INSERTS)) {
                drain(inserts(name), name + "_inserts", backlog);
                workshop.table(name + "_inserts").drop();
            }
        }
        workshop.forget(name);
    }

    private void drain(Way way, String database, Backlog backlog) throws Exception {
        try (way) {
            LogTable table = way.ready(database, backlog);
            comparison.add(way.name(), Drain.of(way, table, backlog, workshop.servers(), way));
            comparison.check(way.name(), table.content(), backlog);
        }
    }

    /** Made once, from the first table that log-ingest has filled. */
    private PreparedInserts inserts(String database) throws Exception {
        if (prepared == null) {
            Progress.say("  preparing INSERTs");
            prepared = new PreparedInserts(
                    workshop.clickHouse(),
                    workshop.table(database),
                    workshop.template(),
                    options,
                    workshop.servers().folder().resolve("inserts"));
        }
        return prepared;
    }
}
