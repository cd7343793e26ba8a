package atelier.bench.ingest;

import atelier.bench.measure.Figures;
import atelier.bench.measure.Report;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/** Drains of several ways, and what became of their tables; ratios are medians over the pairs of each run. */
final class Comparison {
    private final String baseline;
    private final Map<String, List<Drain>> drains = new LinkedHashMap<>();
    private final Map<String, List<String>> checks = new LinkedHashMap<>();
    /** By the number of partitions: with another one the same events have other offsets. */
    private final Map<Integer, LogTable.Content> firsts = new HashMap<>();

    /** @param baseline the way that ratios are to */
    Comparison(String baseline) {
        this.baseline = baseline;
    }

    void add(String way, Drain drain) {
        drains.computeIfAbsent(way, name -> new ArrayList<>()).add(drain);
    }

    /** Compares a table with what was sent, and in all columns with the first table. */
    void check(String way, LogTable.Content content, Backlog backlog) {
        LogTable.Content first = firsts.computeIfAbsent(backlog.partitions(), partitions -> content);
        List<String> said = checks.computeIfAbsent(way, name -> new ArrayList<>());
        long more = content.rows() - backlog.events();
        if (more != 0) {
            said.add(more > 0 ? more + " DOUBLED" : -more + " LOST");
        } else if (content.bytes() != backlog.checksum()) {
            said.add("OTHER KEYS OR VALUES");
        } else if (content.all().equals(first.all())) {
            said.add("same");
        } else {
            said.add("same keys and values");
        }
    }

    void print(Report report, String heading) {
        report.heading(
                heading, "events/s", "x baseline", "client CPU", "server CPU", "both", "x baseline", "broker CPU");
        drains.forEach((way, all) -> report.row(
                way,
                median(all, Drain::perSecond),
                ratio(way, Drain::perSecond),
                median(all, Drain::clientCpu),
                median(all, Drain::serverCpu),
                median(all, Drain::cpu),
                ratio(way, Drain::cpu),
                median(all, Drain::brokerCpu)));
        report.line("  CPU in seconds per million events; baseline: " + baseline);
        report.heading("", "client MiB", "server MiB", "parts made", "parts left", "least ev/s", "most ev/s");
        drains.forEach((way, all) -> {
            double[] rates = all.stream().mapToDouble(Drain::perSecond).toArray();
            report.row(
                    way,
                    median(all, Drain::peakMib),
                    median(all, Drain::serverPeakMib),
                    median(all, drain -> drain.parts().made()),
                    median(all, drain -> drain.parts().left()),
                    Figures.quantile(rates, 0),
                    Figures.quantile(rates, 1));
        });
        checks.forEach((way, said) -> report.line("  content, " + way + ": " + String.join(", ", said)));
    }

    private double ratio(String way, ToDoubleFunction<Drain> figure) {
        List<Drain> mine = Objects.requireNonNull(drains.get(way));
        List<Drain> theirs = drains.getOrDefault(baseline, List.of());
        List<Double> ratios = new ArrayList<>();
        for (int run = 0; run < Math.min(mine.size(), theirs.size()); run++) {
            ratios.add(figure.applyAsDouble(mine.get(run)) / figure.applyAsDouble(theirs.get(run)));
        }
        return Figures.median(ratios);
    }

    private static double median(List<Drain> all, ToDoubleFunction<Drain> figure) {
        return Figures.median(all.stream().map(figure::applyAsDouble).toList());
    }
}
