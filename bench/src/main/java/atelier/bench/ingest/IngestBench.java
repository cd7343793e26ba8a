package atelier.bench.ingest;

import atelier.bench.measure.Property;
import atelier.bench.measure.Report;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

/** {@code make bench-ingest}. */
public final class IngestBench {
    private static final int STOPPED = 130;

    private IngestBench() {}

    public static void main(String[] arguments) throws Exception {
        Options options = Property.orExit(Options::fromProperties);
        Progress.say("starting Kafka and ClickHouse");
        Servers servers = new Servers();
        AtomicBoolean ended = new AtomicBoolean();
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
            if (!ended.get()) {
                servers.close();
                Runtime.getRuntime().halt(STOPPED); // or clients would go on telling that the servers are gone
            }
        }));
        try (servers;
                ClickHouse clickHouse = new ClickHouse(servers.clickHouseUrl());
                Broker broker = new Broker(servers.brokers())) {
            run(options, servers, clickHouse, broker);
        } finally {
            ended.set(true);
        }
    }

    private static void run(Options options, Servers servers, ClickHouse clickHouse, Broker broker) throws Exception {
        Report report = new Report(System.out);
        report.machine();
        // Kafka takes no records of the future.
        Events events = new Events(Instant.now().minusMillis(options.events() * options.growth()));
        Progress.say("filling the topic that log-ingest is warmed with");
        try (Backlog warmUp =
                Backlog.fill(broker, "warm", options.partitions(), events, -options.warmUp(), options.warmUp())) {
            warmUp.release();
            LogTable template = new LogTable(clickHouse, "template");
            Workshop workshop = new Workshop(options, servers, clickHouse, broker, events, warmUp, template);
            try (LogIngest first = workshop.logIngest()) {
                first.migrate(template.database());
            }
            for (Options.Part part : options.parts()) {
                measure(part, workshop, report);
            }
        }
        Progress.say("done");
    }

    private static void measure(Options.Part part, Workshop workshop, Report report) throws Exception {
        switch (part) {
            case WAYS -> new Ways(workshop).measure(report);
            case PARTITIONS -> new Growth(workshop).ofPartitions(report);
            case ROWS -> new Growth(workshop).ofRows(report);
            case LATENCY -> Latency.measure(workshop, report);
        }
    }
}
