package atelier.bench.ingest;

import atelier.bench.measure.Report;

/** Whether the cost of an event depends on what log-ingest is given: on the partitions of the topic, and on the rows that the table has already. */
final class Growth {
    private final Workshop workshop;
    private final Options options;

    Growth(Workshop workshop) {
        this.workshop = workshop;
        this.options = workshop.options();
    }

    void ofPartitions(Report report) throws Exception {
        Comparison comparison = new Comparison(options.partitions() + " partitions");
        for (int run = 0; run < options.runs(); run++) {
            Progress.say("partitions, run " + (run + 1) + " of " + options.runs());
            for (int turn = 0; turn < 2; turn++) {
                int partitions = run % 2 == turn ? options.partitions() : options.otherPartitions();
                String name = "partitions_" + run + "_" + partitions;
                try (Backlog backlog = workshop.fill(name, partitions);
                        LogIngest way = workshop.logIngest()) {
                    LogTable table = way.ready(name);
                    comparison.add(partitions + " partitions", Drain.of(way, table, backlog, workshop.servers(), way));
                    comparison.check(partitions + " partitions", table.content(), backlog);
                }
                workshop.forget(name);
            }
        }
        comparison.print(report, "log-ingest by number of partitions");
    }

    void ofRows(Report report) throws Exception {
        report.heading(
                "log-ingest, one table that grows", "events/s", "client CPU", "server CPU", "both", "parts left");
        try (LogIngest way = workshop.logIngest()) {
            LogTable table = way.ready("growth");
            for (int step = 0; step < options.growth(); step++) {
                Progress.say("growing, step " + (step + 1) + " of " + options.growth());
                try (Backlog backlog = workshop.fill("growth_" + step, options.partitions(), step * options.events())) {
                    Drain drain = Drain.of(way, table, backlog, workshop.servers(), () -> {});
                    report.row(
                            "from " + step * options.events() + " rows",
                            drain.perSecond(),
                            drain.clientCpu(),
                            drain.serverCpu(),
                            drain.cpu(),
                            drain.parts().left());
                }
                workshop.broker().delete("growth_" + step);
            }
            try (Reading reading = new Reading(way.address())) {
                reading.measure(table, "growth_0", report);
            }
            table.drop();
        }
    }
}
