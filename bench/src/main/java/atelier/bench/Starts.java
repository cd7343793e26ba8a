package atelier.bench;

import atelier.bench.measure.Figures;
import atelier.bench.measure.Report;
import atelier.bench.measure.Service;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** From the start of a service's process to the first 200 of its readiness, the servers running, the other services not. */
final class Starts {
    private Starts() {}

    static void run(Stack stack, int starts, Report report) throws IOException {
        report.heading("time to ready, seconds", "median", "least", "most");
        for (Service service : stack.services()) {
            // The first start makes the tables and topics.
            service.start(Map.of());
            List<Double> seconds = new ArrayList<>();
            for (int i = 0; i < starts; i++) {
                service.close();
                seconds.add(service.start(Map.of()));
            }
            service.close();
            double[] all = seconds.stream().mapToDouble(Double::doubleValue).toArray();
            report.row(service.name(), Figures.median(seconds), Figures.quantile(all, 0), Figures.quantile(all, 1));
        }
    }
}
