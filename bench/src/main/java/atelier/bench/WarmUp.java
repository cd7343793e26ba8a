package atelier.bench;

import atelier.bench.measure.Report;
import java.time.Duration;

/**
 * Drives orders until the JVMs have compiled what they use: until an order no longer takes less processor time than it took before.
 *
 * <p>Six JVMs on few processors compile for a minute or two, and what is measured meanwhile is mostly their compilers.
 */
final class WarmUp {
    private static final Duration WINDOW = Duration.ofSeconds(5);
    private static final int MOST_WINDOWS = 36;
    /** A window that is not better than the best before by this share counts as "no better". */
    private static final double BETTER = 0.05;
    /** One such window may be chance. */
    private static final int ENOUGH = 3;

    private WarmUp() {}

    static void drive(Stack stack, OrderClient.Kind kind, int clients, Report report) throws Exception {
        stack.sql("checkpoint");
        double best = Double.POSITIVE_INFINITY;
        int noBetter = 0;
        int windows = 0;
        double first = 0;
        try (Load load = new Load(kind, clients)) {
            while (noBetter < ENOUGH && windows < MOST_WINDOWS) {
                double before = total(stack);
                double rate = load.most(WINDOW);
                double each = (total(stack) - before) / (rate * WINDOW.toSeconds());
                windows++;
                first = windows == 1 ? each : first;
                noBetter = each < best * (1 - BETTER) ? 0 : noBetter + 1;
                best = Math.min(best, each);
            }
        }
        report.line(
                "\nwarm after %d s with %d clients: all parts together %.2f ms of processor per order in the first %d s, %.2f in the best"
                        .formatted(
                                windows * WINDOW.toSeconds(), clients, first * 1000, WINDOW.toSeconds(), best * 1000));
    }

    private static double total(Stack stack) {
        return stack.seconds().values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }
}
